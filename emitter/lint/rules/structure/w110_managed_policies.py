"""W110."""

from collections.abc import Iterator

from ....aws.quotas import POLICIES_AN_IDENTITY
from ....reading.attachments import Attached
from ....reading.document import Document
from ...rule import HolderPolicies, Rule, Violation


def _when(document: Document) -> tuple[str, ...]:
    """Return what decides whether ``document`` is there: what decides on each of its statements."""
    first, *others = [statement.when for statement in document.statements] or [()]
    return tuple(one for one in first if all(one in other for other in others))


def _of(
    held: HolderPolicies, managed: list[Document], when: tuple[str, ...]
) -> tuple[list[Document], list[Attached]]:
    """Return the policies that are there together when ``when`` holds: those that it decides on, and those
    that are always there.
    """
    attached = {one.policy.shown: one for one in held.attached if one.when in ((), when)}
    return [one for one in managed if _when(one) in ((), when)], list(attached.values())


def _together(held: HolderPolicies) -> Iterator[Violation]:
    every = [document for document in held.documents if document.holder and document.attachment == "managed"]
    decided = {_when(document) for document in every} | {one.when for one in held.attached}
    found = (_of(held, every, when) for when in decided)
    managed, attached = max(found, key=lambda pair: len(pair[0]) + len(pair[1]), default=([], []))
    count = len(managed) + len(attached)
    if count <= POLICIES_AN_IDENTITY:
        return
    holder = managed[0].holder if managed else attached[0].holder
    kind = managed[0].holder_sort if managed else ""
    quota = "quota" if kind == "group" else "default quota"
    of = f" of a {kind}" if kind else ""
    place = managed[0].place if managed else attached[POLICIES_AN_IDENTITY].policy.place
    yield Violation(
        f"is one of {count} managed policies of {holder}; the {quota}{of} is {POLICIES_AN_IDENTITY}", place
    )


RULE = Rule(
    id="W110",
    title="more than ten managed policies attached to one identity",
    costs="IAM rejects the eleventh: always for a group, until the quota is raised for a role or user",
    instead="merge policies that belong together, up to 6,144 characters each",
    bad=f"""
Resources:
  Policy:
    &policy
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [deployer]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: {{Effect: Allow, Action: 'ecs:ListClusters', Resource: '*'}}
{chr(10).join(f"  Policy{number}: *policy" for number in range(2, 12))}
""",
    good="""
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [deployer]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Action: 'ecs:ListClusters', Resource: '*'}
""",
    together=_together,
)
