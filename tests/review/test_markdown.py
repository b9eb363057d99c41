"""One identity as Markdown."""

import json

import pytest

from emitter.review.markdown import markdown
from emitter.review.model import Accepted, Cause, data
from tests.support.linting import one, policy, statement, template, trusting
from tests.support.review_page import reviewed

HOSTILE = "a|b`c</td><script>\u202e"


def shown(text, **given):
    return markdown(reviewed(text, **given).identities)


def test_trust_and_permissions():
    own = {"PolicyName": "own", "PolicyDocument": policy(statement(Sid="Live"))}
    text = shown(template(trusting(), "AWS::IAM::Role", Policies=[own]), name="role.json")
    assert text.startswith("# It (role, role.json)\n")
    assert "- trust policy: an AWS service `ec2.amazonaws.com`\n" in text
    assert (
        "| Live | `ecs:DescribeServices` | Read | `arn:aws:ecs:eu-west-1:111122223333:service/prod/web` |"
        in text
    )


def test_evidence_is_cited_in_short():
    view = reviewed(one()).identities[0]
    (policy_,) = view.policies
    (said,) = policy_.statements
    url = "https://github.com/a/b/blob/0123456789012345678901234567890123456789/x/client.go#L7"
    cause = Cause("because", "code", "a/b x/client.go:7", url)
    said = said._replace(permissions=(said.permissions[0]._replace(causes=(cause,)),))
    text = markdown([view._replace(policies=(policy_._replace(statements=(said,)),))])
    assert f"| code: [client.go:7](<{url}>) |" in text


def test_the_lines_of_a_role():
    own = {"PolicyName": "own", "PolicyDocument": policy(statement(Sid="Live", Action="ecs:UpdateService"))}
    policies = {"Policies": [own], "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}
    text = template(trusting(), "AWS::IAM::Role", RoleName="deploy", **policies)
    (view,) = reviewed(text, name="role.json").identities
    accepted = Accepted("W404", "Live", "it is a test", "")
    assert markdown([view._replace(accepted=(accepted,))]).splitlines() == [
        "# It (role, role.json)",
        "",
        "- attached policy: arn:aws:iam::aws:policy/ReadOnlyAccess",
        "- managed policies: 1 of 10",
        "- trust policy: an AWS service `ec2.amazonaws.com`",
        "",
        "| statement | action | level | on | if | why | evidence |",
        "|---|---|---|---|---|---|---|",
        "| Live | `ecs:UpdateService` | Write |"
        " `arn:aws:ecs:eu-west-1:111122223333:service/prod/web` |  |  |  |",
        "",
        "- W404 in Live is accepted: it is a test",
        "- open: arn:aws:iam::aws:policy/ReadOnlyAccess is not in the files: what it allows or limits is not"
        " on this page",
    ]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.com/a", True),
        # No link out of the page's own text, and none that ends early.
        ("javascript:alert(1)", False),
        ("https://example.com/>)[x](https://example.net", False),
    ],
)
def test_a_source_is_a_link_where_it_may_be_followed(url, linked):
    view = reviewed(one()).identities[0]
    (policy_,) = view.policies
    (said,) = policy_.statements
    said = said._replace(
        permissions=(said.permissions[0]._replace(causes=(Cause("why", "code", "doc", url),)),)
    )
    text = markdown([view._replace(policies=(policy_._replace(statements=(said,)),))])
    (row,) = [line for line in text.splitlines() if "why |" in line and "code:" in line]
    assert ("](<" in row) is linked
    assert "javascript" not in row


def test_all_but():
    text = shown(
        one(Action=None, NotAction="s3:*", Resource=None, NotResource="arn:aws:s3:::b", Effect="Deny")
    )
    assert "(Deny) | all but `s3:*` |" in text
    assert "all but `arn:aws:s3:::b`" in text


def test_no_name_makes_another_cell():
    text = shown(one(Sid=HOSTILE, Action=HOSTILE, Resource=HOSTILE))
    (row,) = [line for line in text.splitlines() if "\\|b" in line]
    assert row.replace("\\|", "").count("|") == 8
    assert "<script>" not in row.replace("`` a\\|b`c</td><script>", "").replace("\\<script\\>", "")
    assert "\u202e" not in text


def test_data_is_plain():
    (view,) = json.loads(json.dumps(data(reviewed(one()).identities)))
    assert view["policies"][0]["statements"][0]["permissions"][0]["action"] == "ecs:DescribeServices"
    assert view["reach"][0]["now"] == [{"of": ["Read", "named"], "is": 1}]
