"""What ``aws iam get-account-authorization-details`` says an account has."""

import json

import pytest

from emitter.adopt.live import read_live
from emitter.errors import FormatError
from tests.support.account_details import POLICY, details, managed, role

INLINE = [{"PolicyName": "own", "PolicyDocument": POLICY}]


def test_everything_is_found_by_its_name_and_policies_by_their_arn():
    arn = "arn:aws:iam::111122223333:policy/a/b/web"
    live = read_live(
        details(
            [role("r", RolePolicyList=INLINE)],
            [{"UserName": "u", "Path": "/", "UserPolicyList": INLINE}],
            [{"GroupName": "g", "Path": "/", "GroupPolicyList": INLINE}],
            [managed(arn, "web")],
        ),
        "d.json",
    )
    assert [list(each) for each in live] == [["r"], ["u"], ["g"], [arn]]
    for holder in (live.roles["r"], live.users["u"], live.groups["g"]):
        assert [(one.PolicyName, one.PolicyDocument) for one in holder.inline] == [("own", POLICY)]


@pytest.mark.parametrize(
    ("arn", "name", "path"),
    [
        ("arn:aws:iam::111122223333:policy/web", "web", "/"),
        ("arn:aws:iam::111122223333:policy/a/b/web", "web", "/a/b/"),
        ("arn:aws:iam::111122223333:policy/my:policy/web", "web", "/my:policy/"),
    ],
)
def test_the_arn_of_a_policy_has_its_path_and_name(arn, name, path):
    policy = read_live(details(policies=[managed(arn, name)]), "d.json").policies[arn]
    assert (policy.name, policy.path) == (name, path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no json", "d.json: is no output of aws iam get-account-authorization-details: "),
        ("{}", "d.json: is no output of aws iam get-account-authorization-details: "),
        (json.dumps({"Roles": []}), "d.json: is no output of "),
        (details([{"RoleName": "r"}]), "d.json: is no output of "),
        (details(IsTruncated=True), "d.json: is one page of several; run aws iam"),
    ],
)
def test_what_is_no_such_output_is_an_error(text, says):
    with pytest.raises(FormatError) as refusal:
        read_live(text, "d.json")
    assert str(refusal.value).startswith(says)
