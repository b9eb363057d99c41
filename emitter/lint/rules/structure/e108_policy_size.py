"""E108."""

from collections.abc import Iterator

from ....aws.quotas import LARGEST_POLICY, MANAGED_POLICY
from ....reading.document import Document
from ...rule import Rule, Violation

_SET = "permission set"


def _check(document: Document) -> Iterator[Violation]:
    if document.kind not in ("identity", "boundary"):
        return
    if document.attachment == "managed" and document.size > MANAGED_POLICY:
        what = f"has {document.size:,} characters without white space"
        yield Violation(f"{what}; the quota of a managed policy is {MANAGED_POLICY:,}", document.place)
    elif document.attachment == "none" and document.size > LARGEST_POLICY:
        who = "a permission set" if document.holder_sort == _SET else "any policy"
        what = (
            f"has {document.size:,} characters without white space; the quota of {who} is {LARGEST_POLICY:,}"
        )
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
