"""E108.

Limits: "IAM and AWS STS quotas" (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html),
and for the inline policy of a permission set "AWS IAM Identity Center quotas": 32,768 bytes, of which 10,240
are no white space (https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html).
"""

from collections.abc import Iterator

from ....reading.document import Document
from ...rule import Rule, Violation

_MANAGED = 6_144
_ANY = 10_240
_SET = "permission set"


def _check(document: Document) -> Iterator[Violation]:
    if document.kind not in ("identity", "boundary"):
        return
    if document.attachment == "managed" and document.size > _MANAGED:
        what = f"has {document.size:,} characters without white space"
        yield Violation(f"{what}; the quota of a managed policy is {_MANAGED:,}", document.place)
    elif document.attachment == "none" and document.size > _ANY:
        who = "a permission set" if document.holder_sort == _SET else "any policy"
        what = f"has {document.size:,} characters without white space; the quota of {who} is {_ANY:,}"
        yield Violation(what, document.place)


RULE = Rule(
    id="E108",
    title="policy exceeds its size quota",
    costs="IAM rejects the policy; the quota cannot be raised",
    instead="split it into several managed policies, or use a pattern that covers several resources",
    bad=f"""
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Action: ecs:DescribeServices
          Resource:
          - &service arn:aws:ecs:eu-west-1:111122223333:service/{"a-long-name-" * 20}/{"another-" * 30}
{("          - *service" + chr(10)) * 12}
""",
    good="""
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Action: ecs:DescribeServices
          Resource: arn:aws:ecs:eu-west-1:111122223333:service/a-long-name-*/*
""",
    check=_check,
)
