"""Variables of the Serverless Framework become those of CloudFormation."""

import pytest

from emitter.reading.framework_variables import has_variables, opened
from emitter.reading.yaml_tree import parse


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("${self:custom.bucket}", True),
        ("a-${opt:stage}", True),
        ("${env:HOME}", True),
        ("${ssm:/path}", True),
        ("${ssm(us-east-1):/path}", True),
        ("${s3:bucket/key}", True),
        ("${aws:accountId}", True),
        # Keys of conditions, and CloudFormation's own.
        ("${aws:username}", False),
        ("${ssm:resourceTag/a}", False),
        ("${AWS::Region}", False),
        ("self:custom", False),
    ],
)
def test_a_variable_of_the_framework(text, has):
    assert has_variables(text) is has


@pytest.mark.parametrize(
    ("text", "found", "tag"),
    [
        ("a", "a", ""),
        ("'${self:custom.bucket}/*'", "${self:custom.bucket}/*", "!Sub"),
        ("'a-${aws:accountId}-${opt:region}'", "a-${AWS::AccountId}-${AWS::Region}", "!Sub"),
        ("'${self:provider.region}'", "${AWS::Region}", "!Sub"),
        # What stands in a variable is of it; what is no variable of the framework stays text.
        ("'${opt:stage, ${self:provider.stage}}'", "${opt:stage, self:provider.stage}", "!Sub"),
        ("'${self:a}/${aws:username}'", "${self:a}/${!aws:username}", "!Sub"),
        ("!Sub '${self:a}/${Bucket}'", "${self:a}/${Bucket}", "!Sub"),
        ("!Ref '${self:a}'", "${self:a}", "!Ref"),
    ],
)
def test_a_text_is_one_of_sub(text, found, tag):
    node = opened(parse(text, "f"))
    assert (node.text, node.tag) == (found, tag)


def test_in_a_sub_only_the_text_is_opened():
    long = opened(parse("{'Fn::Sub': '${self:a}/${Bucket}', Other: '${self:b}'}", "f"))
    assert [(inner.text, inner.tag) for _, inner in long.entries] == [
        ("${self:a}/${!Bucket}", "!Sub"),
        ("${self:b}", "!Sub"),
    ]
    alone = opened(parse("{'Fn::Sub': '${self:a}/${Bucket}'}", "f"))
    assert [(inner.text, inner.tag) for _, inner in alone.entries] == [("${self:a}/${Bucket}", "")]
    listed = opened(parse("!Sub ['${self:a}', {Bucket: '${self:b}'}]", "f"))
    assert (listed.items[0].text, listed.items[0].tag) == ("${self:a}", "")
    assert listed.items[1].entries[0][1].tag == "!Sub"
