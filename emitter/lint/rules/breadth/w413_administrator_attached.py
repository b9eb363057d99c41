"""W413.

What they hold: "AWS managed policies for job functions"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html).
"""

from collections.abc import Iterator

from ...escalation.find import unbounded
from ...rule import HolderPolicies, Rule, Violation

_HOLDS = {
    "AdministratorAccess": "every action of every service",
    "PowerUserAccess": "every action of every service but those on identities",
    "IAMFullAccess": "every action on identities, with which its holder takes all others",
}


def _together(held: HolderPolicies) -> Iterator[Violation]:
    for one in held.attached:
        name = unbounded(one.policy)
        if name is not None:
            yield Violation(f"attaches {name}: {_HOLDS[name]}", one.policy.place)


RULE = Rule(
    id="W413",
    title="AdministratorAccess, PowerUserAccess or IAMFullAccess is attached",
    costs="stolen credentials of the principal expose the whole account",
    instead="attach a policy with the actions that are called; accept the finding for administrators",
    bad="""
Resources:
  Developers:
    Type: AWS::IAM::Group
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AdministratorAccess
""",
    good="""
Resources:
  Developers:
    Type: AWS::IAM::Group
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/job-function/ViewOnlyAccess
""",
    together=_together,
)
