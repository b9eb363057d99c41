"""Policy documents as awacs objects, and the managed policy that carries one.

A managed policy carries no description: IAM cannot change one, and CloudFormation would have to
replace a policy that has a name of its own, which it refuses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from awacs import aws as awacs_aws
from awacs.aws import Allow, Condition, ConditionElement, PolicyDocument, Principal
from awacs.aws import Statement as AwacsStatement
from troposphere import AWSObject, Ref, iam

from ..compiler.deployment import BoundCondition, BoundIdentity, Policy, TrustStatement
from ..errors import TargetError
from .assembly import BECAUSE, CONTEXT, Interpolation, context, value
from .filled_keys import FilledDocument, FilledKey, key_of
from .reasons import Reasons

_VERSION = "2012-10-17"
_ATTACH = {"role": "Roles", "group": "Groups", "user": "Users"}


def managed_policy(
    policy: Policy, identity: BoundIdentity, resources: Sequence[AWSObject]
) -> iam.ManagedPolicy:
    """Return ``policy``, attached to the first of ``resources``, or to what ``identity`` says is there
    already.
    """
    properties: dict[str, Any] = {} if identity.path is None else {"Path": identity.path}
    if identity.existing is not None:
        kind, name = identity.existing
        properties[_ATTACH[kind]] = [name]
    else:
        properties[_ATTACH[identity.kind.makes]] = [Ref(resources[0])]
    return iam.ManagedPolicy(
        policy.title,
        ManagedPolicyName=value(policy.name),
        PolicyDocument=PolicyDocument(
            Version=_VERSION,
            Statement=[
                AwacsStatement(
                    Sid=statement.sid,
                    Effect=Allow,
                    Action=list(statement.actions),
                    Resource=[value(text) for text in statement.resources],
                    **_conditions(statement.conditions),
                )
                for statement in policy.statements
            ],
        ),
        Metadata={
            CONTEXT: context(policy.why, policy.cite, policy.doubts),
            BECAUSE: Reasons(policy.statements),
        },
        **properties,
    )


def in_order(policies: Sequence[Policy]) -> Iterator[tuple[Policy, list[str]]]:
    """Yield each of ``policies`` with the titles of the later parts of the same policy.

    Those are made and attached before it changes, and go after it has changed. So when a policy is cut, what
    leaves a part is allowed elsewhere before, and when it is one again, until after.
    """
    for number, policy in enumerate(policies):
        base = policy.title.removesuffix(policy.part)
        later = policies[number + 1 :]
        yield policy, [one.title for one in later if one.title.removesuffix(one.part) == base]


def trust_policy(statements: Sequence[TrustStatement]) -> PolicyDocument | FilledDocument:
    """Return ``statements`` as the trust policy of a role."""
    document = PolicyDocument(
        Version=_VERSION,
        Statement=[
            AwacsStatement(
                Effect=Allow,
                Action=list(trust.actions),
                Principal=Principal(trust.principal, [value(text) for text in trust.names]),
                **_conditions(trust.conditions),
            )
            for trust in statements
        ],
    )
    keys = (key_of(condition.key) for trust in statements for condition in trust.conditions)
    return FilledDocument(document) if any(isinstance(key, FilledKey) for key in keys) else document


def _conditions(conditions: Iterable[BoundCondition]) -> Mapping[str, Condition]:
    """Return at most one ``Condition`` property. awacs keeps one element an operator, so keys are gathered
    first.
    """
    operators: dict[str, dict[str, list[str | Interpolation]]] = {}
    for condition in conditions:
        keys = operators.setdefault(condition.operator, {})
        key = key_of(condition.key)
        if key in keys:
            raise TargetError(key, f"is given twice under {condition.operator}", "make it one condition")
        keys[key] = [value(text) for text in condition.values]
    if not operators:
        return {}
    return {"Condition": Condition([_element(operator)(keys) for operator, keys in operators.items()])}


def _element(operator: str) -> type[ConditionElement]:
    element = getattr(awacs_aws, operator.replace(":", ""), None)
    if not (isinstance(element, type) and issubclass(element, ConditionElement)):
        raise TargetError(operator, "is not a condition operator", "use IAM's spelling")
    return element
