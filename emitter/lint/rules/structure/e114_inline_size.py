"""E114."""

from collections.abc import Iterator

from ....aws.quotas import INLINE_POLICIES
from ...rule import HolderPolicies, Rule, Violation


def _together(held: HolderPolicies) -> Iterator[Violation]:
    inline = [document for document in held.documents if document.attachment == "inline"]
    total = sum(document.size for document in inline)
    limit = INLINE_POLICIES.get(inline[0].holder_sort) if inline else None
    if limit is not None and total > limit:
        sort, count = inline[0].holder_sort, len(inline)
        of = "has" if count == 1 else f"is one of {count} inline policies with together"
        what = f"{of} {total:,} characters without white space"
        yield Violation(f"{what}; the inline quota of a {sort} is {limit:,}", inline[0].place)


RULE = Rule(
    id="E114",
    title="inline policies exceed the size quota of their identity",
    costs="IAM rejects the policy; the quota cannot be raised",
    instead="use managed policies instead: ten of 6,144 characters each fit",
    bad=f"""
Resources:
  User:
    Type: AWS::IAM::User
    Properties:
      Policies:
      - PolicyName: services
        PolicyDocument:
          Version: '2012-10-17'
          Statement:
          - Effect: Allow
            Action: ecs:DescribeServices
            Resource:
            - &service arn:aws:ecs:eu-west-1:111122223333:service/{"a-long-name-" * 20}/{"another-" * 30}
{("            - *service" + chr(10)) * 3}
""",
    good="""
Resources:
  Role:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Action: ecs:DescribeServices
          Resource: arn:aws:ecs:eu-west-1:111122223333:service/web/*
""",
    together=_together,
)
