"""N611."""

from collections.abc import Iterator

from ....aws.quotas import LARGEST_POLICY, MANAGED_POLICY
from ....reading.document import Document
from ...rule import Rule, Violation

_SET = "permission set"


def _check(document: Document) -> Iterator[Violation]:
    if document.kind != "identity" or document.attachment != "none" or document.holder_sort == _SET:
        return
    if MANAGED_POLICY < document.size <= LARGEST_POLICY:
        what = f"has {document.size:,} characters without white space"
        yield Violation(f"{what}; the quota of a managed policy is {MANAGED_POLICY:,}", document.place)


RULE = Rule(
    id="N611",
    title="policy too large for a managed policy",
    costs="IAM accepts it only as the single inline policy of a role",
    instead="split it into several managed policies, or use a pattern that matches several resources",
    bad=f"""
Version: '2012-10-17'
Statement:
- Effect: Allow
  Action: ecs:DescribeServices
  Resource:
  - &service arn:aws:ecs:eu-west-1:111122223333:service/{"a-long-name-" * 20}/{"another-" * 30}
{("  - *service" + chr(10)) * 12}
""",
    good="""
Version: '2012-10-17'
Statement:
- Effect: Allow
  Action: ecs:DescribeServices
  Resource: arn:aws:ecs:eu-west-1:111122223333:service/a-long-name-*/*
""",
    check=_check,
)
