"""N611.

Limits: "IAM and AWS STS quotas" (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
"""

from collections.abc import Iterator

from ....reading.document import Document
from ...rule import Rule, Violation

_MANAGED = 6_144
_ANY = 10_240
# IAM Identity Center takes as much in one as IAM does inline:
# https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
_SET = "permission set"


def _check(document: Document) -> Iterator[Violation]:
    if document.kind != "identity" or document.attachment != "none" or document.holder_sort == _SET:
        return
    if _MANAGED < document.size <= _ANY:
        what = f"has {document.size:,} characters without white space, a managed policy takes {_MANAGED:,}"
        yield Violation(what, document.place)


RULE = Rule(
    id="N611",
    title="a policy is too large for a managed policy",
    costs="IAM takes it as the only inline policy of a role, and refuses it anywhere else",
    instead="split it into several managed policies, or name a pattern that covers several resources",
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
