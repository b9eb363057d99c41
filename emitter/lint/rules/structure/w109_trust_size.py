"""W109."""

from collections.abc import Iterator

from ....aws.quotas import TRUST_POLICY
from ....policy.principals import is_of_role
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    if document.kind != "trust" or document.size <= TRUST_POLICY:
        return
    # The policy of another resource has principals too, and a limit of its own.
    if is_of_role(document) or all(
        v.text is None or v.text.lower().startswith("sts:") for s in document.statements for v in s.actions
    ):
        what = f"has {document.size:,} characters without white space"
        yield Violation(f"{what}; the default quota of a trust policy is {TRUST_POLICY:,}", document.place)


RULE = Rule(
    id="W109",
    title="trust policy exceeds the default size quota",
    costs="IAM rejects the role in every account whose quota was not raised",
    instead="trust an account or an organization and restrict it with a condition, or use several roles",
    bad=f"""
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Principal:
            AWS:
            - &role arn:aws:iam::111122223333:role/{"a-long-path/" * 30}name
{("            - *role" + chr(10)) * 5}
          Action: sts:AssumeRole
""",
    good="""
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Principal:
            Service: ecs-tasks.amazonaws.com
          Action: sts:AssumeRole
          Condition:
            StringEquals:
              aws:SourceAccount: '111122223333'
            ArnLike:
              aws:SourceArn: arn:aws:ecs:eu-west-1:111122223333:*
""",
    check=_check,
)
