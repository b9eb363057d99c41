"""Words that an author leaves for a reader to replace."""

import pytest

from emitter.lint.placeholders import has_placeholder, is_placeholder, placeholders
from emitter.reading.values import Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support.policy_documents import allow, documents


@pytest.mark.parametrize(
    "text",
    [
        "ACCOUNT_ID",
        "AWS-REGION",
        "__ACCOUNT__",
        "xxxxxxxxxxxx",
        "[your account]",
        "your-account-id",
        "region",
        "aws-account-number-here",
        "o-xxxxxxxxxx",
        "vpc-example",
        "<my-org-id>",
        "{{ account }}",
        "%ACCOUNT%",
    ],
)
def test_a_word_to_be_replaced(text):
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["111122223333", "eu-west-1", "o-a1b2c3d4e5", "vpc-0abc", "web", "xx", "a<b", "{{}}", "%a%", "regional"],
)
def test_an_id_or_name_of_somebody(text):
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("parts", "has"),
    [
        (("arn:aws:sqs:REGION:ACCOUNT_ID:q",), True),
        (("arn:aws:sqs:eu-west-1:111122223333:q",), False),
        (("arn:aws:sqs:eu-west-1:111122223333:<queue>",), True),
        # A name may be any word.
        (("arn:aws:sqs:eu-west-1:111122223333:ACCOUNT_ID",), False),
        (("arn:PARTITION:sqs:eu-west-1:111122223333:q",), True),
        (("arn:aws:sqs:*:*:q",), False),
        (("__ACCOUNT__",), True),
        (("ACCOUNT",), False),
        (("*",), False),
        (("arn:aws:sqs:eu-west-1:", Unknown("${Account}"), ":q"), False),
        (("arn:aws:s3:::<bucket>-", Unknown("${Env}")), True),
    ],
)
def test_a_value_with_a_placeholder(parts, has):
    assert has_placeholder(Value(parts, Place("f"))) is has


@pytest.mark.parametrize(
    ("elements", "found"),
    [
        ({"Resource": "arn:aws:sqs:REGION:ACCOUNT_ID:q"}, ["REGION", "ACCOUNT_ID"]),
        ({"NotResource": "arn:aws:s3:::<bucket>"}, ["<bucket>"]),
        ({"Principal": {"AWS": "arn:aws:iam::ACCOUNT_ID:root"}}, ["ACCOUNT_ID"]),
        ({"NotPrincipal": {"AWS": "arn:aws:iam::ACCOUNT_ID:root"}}, ["ACCOUNT_ID"]),
        # A word stands for an id where the key is one.
        ({"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-xxxxxxxxxx"}}}, ["o-xxxxxxxxxx"]),
        ({"Condition": {"StringEquals": {"AWS:SourceAccount": "ACCOUNT_ID"}}}, ["ACCOUNT_ID"]),
        ({"Condition": {"StringEquals": {"aws:PrincipalTag/team": "ACCOUNT_ID"}}}, []),
        ({"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:REGION:1:t"}}}, ["REGION"]),
        ({}, []),
    ],
)
def test_the_placeholders_of_a_policy(elements, found):
    (document,) = documents(allow(**elements))
    assert [text for text, _ in placeholders(document)] == found
