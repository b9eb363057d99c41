"""What the rules say of trust policies and conditions, case by case."""

import json
from time import process_time

import pytest

from emitter.aws.service_principals import suggest_service
from emitter.lint.linter import lint
from emitter.reading.files import read_text


def findings(text):
    """What all rules find in ``text``."""
    return list(lint([read_text(text, "example.json")]))


def trust(principal, action="sts:AssumeRole", condition=None, role=True, **more):
    """A trust policy, with its role or as a document by itself."""
    statement = {"Effect": "Allow", "Principal": principal, "Action": action, **more}
    statement |= {"Condition": condition} if condition else {}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    made = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": document}}
    return json.dumps({"Resources": {"Role": made}} if role else document)


EC2 = {"Service": "ec2.amazonaws.com"}


@pytest.mark.parametrize(
    ("action", "of_role", "by_itself"),
    [
        ("sts:AssumeRole", [], []),
        (["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"], [], []),
        ("s3:GetObject", ["E701"], []),
        ("s3:*", ["E701"], []),
        (["sts:AssumeRole", "s3:GetObject"], ["E701"], ["E701"]),
        ("sts:GetCallerIdentity", ["E701"], ["E701"]),
        ("sts:AssumeRoleWithWebIdentity", ["E701"], ["E701"]),
        ("sts:*", ["W721"], ["W721"]),
        ("sts:Assume*", ["W721"], ["W721"]),
        # By itself it may be the policy of a repository of ECR.
        ("*", ["W721"], []),
    ],
)
def test_a_role_is_assumed_by_actions_of_sts(action, of_role, by_itself):
    assert [finding.rule for finding in findings(trust(EC2, action))] == of_role
    assert [finding.rule for finding in findings(trust(EC2, action, role=False))] == by_itself


ANYBODY = {"AWS": "*"}
VENDOR = "arn:aws:iam::999999999999:root"


@pytest.mark.parametrize(
    ("operator", "key", "value", "anybody"),
    [
        ("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5", False),
        ("StringLike", "aws:PrincipalOrgID", "*", True),
        ("StringLike", "aws:PrincipalOrgID", "o-*", True),
        ("StringLike", "aws:PrincipalOrgID", ["o-a1b2c3d4e5", "*"], True),
        ("StringLike", "aws:PrincipalOrgID", "o-a1b2c3*", False),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/*", False),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/r-ab12/*", True),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "*", True),
        ("ArnLike", "aws:PrincipalArn", "*", True),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy", True),
        ("ArnLike", "aws:PrincipalArn", "arn:*:iam::????????????:role/deploy", True),
        ("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy", True),
        ("StringLike", "aws:PrincipalArn", "arn:aws:iam::*", True),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/deploy*", False),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::${aws:ResourceAccount}:role/deploy", False),
        ("StringLike", "aws:PrincipalAccount", "????????????", True),
        ("StringLike", "aws:SourceVpc", "vpc-*", True),
        ("StringLike", "aws:userid", "*:deploy", True),
        ("StringLike", "aws:userid", "AROAEXAMPLEID:*", False),
        # To the letter: W307 tells of that.
        ("StringEquals", "aws:PrincipalOrgID", "*", False),
    ],
)
def test_a_value_that_lets_in_everybody_is_no_condition(operator, key, value, anybody):
    document = trust(ANYBODY, condition={operator: {key: value}})
    assert ("W705" in [finding.rule for finding in findings(document)]) == anybody


EXTERNAL = {"StringEquals": {"sts:ExternalId": "a1b2c3"}}
ANY_EXTERNAL = {"StringLike": {"sts:ExternalId": "*"}}
SOURCE = {
    "Effect": "Allow",
    "Principal": {"Service": "ecs-tasks.amazonaws.com"},
    "Action": "sts:AssumeRole",
    "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:*"}},
}


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize(
    ("principal", "condition", "known", "unknown"),
    [
        (VENDOR, None, "W706", "N719"),
        (VENDOR, ANY_EXTERNAL, "W706", "N719"),
        (VENDOR, EXTERNAL, "", ""),
        ("999999999999", None, "W706", "N719"),
        ("arn:aws:iam::999999999999:role/vendor", None, "N719", "N719"),
        ("arn:aws:iam::999999999999:user/vendor", None, "N719", "N719"),
        ("arn:aws:iam::999999999999:role/vendor", ANY_EXTERNAL, "N719", ""),
        ("arn:aws:iam::999999999999:role/vendor", EXTERNAL, "", ""),
        ("arn:aws:iam::111122223333:role/own", None, "", "N719"),
    ],
)
def test_another_account_takes_an_external_id(principal, condition, known, unknown, own):
    document = json.loads(trust({"AWS": principal}, condition=condition, role=False))
    if own:
        document["Statement"].append(SOURCE)
    found = {finding.rule for finding in findings(json.dumps(document))} & {"W706", "N719"}
    assert found == {known if own else unknown} - {""}


def test_misspelt_services_are_guessed_at_for_a_while_only():
    names = [f"ecs-task{n}s.amazonaws.com" for n in range(5_000)]
    start = process_time()
    found = findings(trust({"Service": ["lamda.amazonaws.com", *names]}))
    assert process_time() - start < 15
    assert "did you mean 'lambda.amazonaws.com'?" in next(f.message for f in found if f.rule == "E707")
    assert sum(finding.rule == "E707" for finding in found) <= 100
    assert sum(finding.rule in ("E707", "N718") for finding in found) == len(names) + 1


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("lamda", "lambda"),
        ("Lambda", "lambda"),
        ("ecs-task", "ecs-tasks"),
        ("stepfunctions", "states"),
        ("delivery.log", "delivery.logs"),
        ("pod.eks", "pods.eks"),
        ("something-else", ""),
        ("a" * 100_000, ""),
    ],
)
def test_the_service_that_was_meant(name, near):
    assert suggest_service(name) == near


GITHUB = {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"}


def of_github(**claims):
    """A role that GitHub Actions can assume, by ``claims``."""
    named = {f"token.actions.githubusercontent.com:{name}": value for name, value in claims.items()}
    named.setdefault("token.actions.githubusercontent.com:aud", "sts.amazonaws.com")
    return trust(GITHUB, "sts:AssumeRoleWithWebIdentity", {"StringLike": named})


@pytest.mark.parametrize(
    ("claims", "rules"),
    [
        ({"sub": "repo:octo/web:ref:refs/heads/main"}, []),
        ({"sub": "repo:octo@123/web@456:ref:refs/heads/main"}, []),
        ({"sub": "repository_owner:octo:environment:prod"}, []),
        ({"sub": "job_workflow_ref:octo/flows/.github/workflows/deploy.yml@refs/heads/main"}, []),
        ({"sub": "octo/web:ref:refs/heads/main"}, ["W722"]),
        ({"sub": "octo/web"}, ["W722"]),
        ({"sub": "Repo:octo/web:ref:refs/heads/main"}, ["W722"]),
        ({"sub": "repo:octo:ref:refs/heads/main"}, ["W722"]),
        ({"sub": "repo:octo/*"}, ["W704"]),
        ({"sub": "*"}, ["W704"]),
        ({"actor": "octocat"}, ["W704"]),
        ({"ref": "refs/heads/main", "environment": "prod"}, ["W704"]),
        ({"actor": "octocat", "repository": "octo/web"}, []),
        ({"repository_owner": "octo", "ref": "refs/heads/main"}, []),
        ({}, ["E703"]),
    ],
)
def test_what_of_a_token_of_github_says_whose_it_is(claims, rules):
    assert [finding.rule for finding in findings(of_github(**claims))] == rules


@pytest.mark.parametrize(
    ("principal", "deleted"),
    [
        ("AIDAEXAMPLE1234567890", True),
        ("AROAEXAMPLE1234567890", True),
        ("arn:aws:iam::111122223333:role/AROAEXAMPLE1234567890", False),
        ("111122223333", False),
    ],
)
def test_a_principal_that_was_deleted_is_an_id(principal, deleted):
    assert ("W723" in [finding.rule for finding in findings(trust({"AWS": principal}))]) == deleted


def test_what_is_denied_twice_is_superfluous():
    narrow = {"Sid": "Narrow", "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "arn:aws:s3:::logs"}
    wide = {"Sid": "Wide", "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"}
    held = {**narrow, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    for inner in (narrow, held):
        found = findings(json.dumps({"Version": "2012-10-17", "Statement": [inner, wide]}))
        assert [(f.rule, f.message) for f in found] == [
            ("N605", "denies nothing that the statement Wide does not deny")
        ]
    asking = {**wide, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    assert findings(json.dumps({"Version": "2012-10-17", "Statement": [narrow, asking]})) == []
