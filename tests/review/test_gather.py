"""What the page says of each policy."""

import json
from datetime import date

import pytest

from emitter.lint.acceptance import Acceptance
from tests.support.linting import EC2, one, plain, policy, statement, template, trusting
from tests.support.review_page import reviewed

ROLE = {
    "Resources": {
        "It": {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": trusting(),
                "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
                "PermissionsBoundary": "arn:aws:iam::111122223333:policy/limits",
                "Policies": [{"PolicyName": "own", "PolicyDocument": policy(statement())}],
            },
        }
    }
}


def only(text, **given):
    (view,) = reviewed(text, **given).identities
    return view


def shares(text, service, **given):
    """Counts of one service by access level and share."""
    (row,) = [row for row in only(text, **given).reach if row.service == service]
    return dict(row.now)


@pytest.mark.parametrize(
    ("text", "service", "counts"),
    [
        (one(), "ecs", {("Read", "named"): 1}),
        (one(Resource="*"), "ecs", {("Read", "any"): 1}),
        (one(Resource="arn:aws:ecs:*:*:service/*"), "ecs", {("Read", "any"): 1}),
        (one(Action="ecs:DescribeServices", Resource="*", Effect="Allow"), "ecs", {("Read", "any"): 1}),
        # An action that takes no resource has nothing that could be named.
        (one(Action="ecr:GetAuthorizationToken", Resource="*"), "ecr", {("Read", "none"): 1}),
        # Allowed twice, it counts by the wider.
        (plain(statement(), statement(Resource="*")), "ecs", {("Read", "any"): 1}),
        (plain(statement(Resource="*"), statement()), "ecs", {("Read", "any"): 1}),
        (
            one(Action=["s3:PutObject", "s3:PutObjectTagging"], Resource="arn:aws:s3:::b/*"),
            "s3",
            {("Write", "named"): 1, ("Tagging", "named"): 1},
        ),
    ],
)
def test_reach_counts_by_level_and_share(text, service, counts):
    assert shares(text, service) == counts


def test_what_is_denied_wholly_does_not_count():
    text = plain(
        statement(Action=["ecs:DescribeServices", "ecs:DeleteService"]),
        statement(Action="ecs:DeleteService", Effect="Deny", Resource="*"),
    )
    assert shares(text, "ecs") == {("Read", "named"): 1}


def test_everything_but_one_service_reaches_the_others():
    rows = only(one(Action=None, NotAction="ecs:*", Resource="*"))
    assert rows.more_services > 100
    assert all(row.service != "ecs" for row in rows.reach)
    assert all(any(share == "any" for _, share in row.now) for row in rows.reach)


def test_reach_before_stands_beside_reach_now():
    (row,) = only(one(Resource="*"), before=one()).reach
    assert (dict(row.now), dict(row.before)) == ({("Read", "any"): 1}, {("Read", "named"): 1})


@pytest.mark.parametrize(
    ("principal", "kind", "name"),
    [
        (EC2, "an AWS service", "ec2.amazonaws.com"),
        ({"AWS": "*"}, "anyone, from any account", "*"),
        ("*", "anyone, from any account", "*"),
        ({"AWS": "111122223333"}, "every principal that the account allows", "111122223333"),
        ({"AWS": "arn:aws:iam::111122223333:role/x"}, "a role", "arn:aws:iam::111122223333:role/x"),
        (
            {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
            "identities of the OIDC provider",
            "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
        ),
        ({"AWS": {"Ref": "Who"}}, "an AWS principal", "${Who}"),
        ({"Federated": {"Ref": "Provider"}}, "federated identities", "${Provider}"),
        ({"CanonicalUser": "79a5"}, "a principal of type CanonicalUser", "79a5"),
    ],
)
def test_trust_in_words(principal, kind, name):
    view = only(template(trusting(principal), "AWS::IAM::Role"))
    assert view.trust[0].principals == ((kind, name),)
    assert view.trust[0].actions == ("sts:AssumeRole",)


def test_a_role_with_what_stands_in_other_files():
    view = only(json.dumps(ROLE))
    assert dict(view.facts) == {
        "permissions boundary": ("arn:aws:iam::111122223333:policy/limits",),
        "attached policy": ("arn:aws:iam::aws:policy/ReadOnlyAccess",),
        "managed policies": ("1 of 10",),
    }
    assert [question.partition(" ")[0] for question in view.questions] == [
        "arn:aws:iam::111122223333:policy/limits",
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
    ]
    assert [(one.kind, one.size < one.quota) for one in view.policies] == [("identity", True)]


def test_members_and_groups_are_called_by_their_names():
    own = [{"PolicyName": "own", "PolicyDocument": policy(statement())}]
    user = {"UserName": "ann", "Groups": [{"Ref": "Team"}], "Policies": own}
    resources = {
        "Team": {"Type": "AWS::IAM::Group", "Properties": {"GroupName": "deployers", "Policies": own}},
        "Ann": {"Type": "AWS::IAM::User", "Properties": user},
    }
    facts = {
        view.sort: dict(view.facts) for view in reviewed(json.dumps({"Resources": resources})).identities
    }
    assert facts["user"]["member of"] == ("deployers",)
    assert facts["group"]["has the member"] == ("ann",)


def test_what_a_deployment_fills_in_is_a_question():
    text = template(policy(statement(Resource={"Fn::Sub": "arn:${AWS::Partition}:s3:::${Bucket}/*"})))
    assert only(text).questions == ("values that are given at deployment: ${Bucket}",)


def test_everyone_but_some_is_trusted():
    trust = trusting()
    (made,) = trust["Statement"]
    made["NotPrincipal"] = {"AWS": "111122223333"}
    del made["Principal"]
    view = only(template(trust, "AWS::IAM::Role"))
    assert view.trust[0].principals == (("everyone except", "111122223333"),)


def test_open_principals_and_conditions_are_questions_too():
    condition = {"StringEquals": {"aws:PrincipalTag/team": {"Ref": "Team"}}}
    text = template(trusting({"AWS": {"Ref": "Who"}}, Condition=condition), "AWS::IAM::Role")
    assert "values that are given at deployment: ${Who}, ${Team}" in only(text).questions


def test_faults_and_statements_that_are_open_are_questions():
    text = template({"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}, {"Ref": "More"}]})
    questions = only(text).questions
    assert [one for one in questions if one.startswith("It: ")] == list(questions)
    assert any("the file leaves statements open: ${More}" in one for one in questions)


@pytest.mark.parametrize(
    ("rule", "where", "until", "accepts"),
    [
        ("W404", "*", None, True),
        ("W404", "All", date.max, True),
        ("W404", "*", date(2020, 1, 1), False),
        ("W404", "Other", None, False),
        ("W405", "*", None, False),
    ],
)
def test_an_acceptance_counts_where_and_as_long_as_it_says(rule, where, until, accepts):
    text = one(Action="ecs:UpdateService", Resource="*", Sid="All")
    view = only(text, accepted=[Acceptance(rule, where, "it is a test", until)])
    assert [(found.rule, found.until) for found in view.accepted] == (
        [(rule, str(until or ""))] if accepts else []
    )
    assert ("W404" in [found.rule for found in view.findings]) is not accepts


def test_policies_of_one_file_have_their_own_findings():
    resources = {
        name: {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {"PolicyDocument": policy(statement(Action=action, Resource="*"))},
        }
        for name, action in (("Wide", "ecs:UpdateService"), ("Narrow", "ecr:GetAuthorizationToken"))
    }
    views = {view.name: view for view in reviewed(json.dumps({"Resources": resources})).identities}
    assert "W404" in [one.rule for one in views["Wide"].findings]
    assert "W404" not in [one.rule for one in views["Narrow"].findings]
    assert len({view.anchor for view in views.values()}) == 2


def test_findings_that_are_accepted_stand_apart():
    text = one(Action="ecs:UpdateService", Resource="*", Sid="All")
    found = only(text)
    (finding,) = found.findings
    accepted = only(text, accepted=[Acceptance(finding.rule, "*", "it is a test")])
    assert finding not in accepted.findings
    assert [(one.rule, one.where, one.why) for one in accepted.accepted] == [
        (finding.rule, "All", "it is a test")
    ]


def test_escalation_paths_are_no_findings_as_well():
    text = one(Action=["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], Resource="*")
    view = only(text)
    assert view.escalations
    assert not {path.message for path in view.escalations} & {one.message for one in view.findings}


@pytest.mark.parametrize(
    ("elements", "said"),
    [
        ({"Action": "*", "Resource": "*"}, ["*: has every permission already"]),
        (
            {"Action": None, "NotAction": "s3:*", "Resource": "*"},
            ["every action except s3:*: has every path that they do not close"],
        ),
        ({"Action": "*", "Resource": "arn:aws:s3:::toys/*"}, []),
        ({"Effect": "Deny", "Action": "*", "Resource": "*"}, []),
    ],
)
def test_who_may_do_everything_is_not_without_escalation(elements, said):
    assert [path.message for path in only(one(**elements)).escalations] == said


def test_a_statement_as_it_is_written():
    text = one(
        Sid="S",
        Effect="Deny",
        NotAction="s3:*",
        Action=None,
        NotResource="arn:aws:s3:::b",
        Resource=None,
        Condition={"Bool": {"aws:SecureTransport": "false"}},
    )
    (found,) = only(text).policies[0].statements
    assert (found.sid, found.effect, found.not_actions, found.not_resources) == ("S", "Deny", True, True)
    assert found.conditions == ("aws:SecureTransport Bool false",)
    assert found.any_resource


def test_a_user_without_a_policy_of_the_file_is_a_user():
    user = {"UserName": "ann", "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}
    text = json.dumps({"Resources": {"Ann": {"Type": "AWS::IAM::User", "Properties": user}}})
    assert [one.sort for one in reviewed(text).identities] == ["user"]
