"""The error rules of ``emit lint``, held against what is about to be written.

They look at what a template is made of and not at its text, which would have to be parsed again, once a
format. The statements of a plan are the same in every environment that asks for it, so they are judged once,
with their holes open: a name that fills one cannot break a rule. What can is looked at for each file: the
ARNs that were given whole, and who the trust policy lets in. How large a policy is was seen to when it was
split.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import import_module

from ..caching import ByIdentity
from ..catalogue.model import Accept
from ..catalogue.patterns import Hole, Part, Text
from ..compiler.deployment import BoundCondition, BoundStatement, Deployment, TrustStatement
from ..compiler.plan import Plan, PlannedCondition, PlannedStatement
from ..compiler.request import DeploymentRequest, has_arns
from ..discovery import nested
from ..errors import FindingError
from ..lint.linter import Finding, check_documents
from ..lint.rule import Rule
from ..reading import document as read
from ..reading.values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Unknown, Value
from ..reading.yaml_tree import Place
from ..template.assembly import PSEUDO

# What the names of the rules' files begin with: errors, those with the warnings, those on the form of ARNs,
# those on trust.
_ERRORS = ("e",)
_WARNINGS = ("e", "w")
_OF_ARNS = ("e204", "e205", "e206", "e207")
_OF_TRUST = ("e7",)

_SHAPES = {"account": ACCOUNT, "region": REGION, "partition": PARTITION, "dns_suffix": DNS_SUFFIX}
_TRUST = "trust policy"
# Whose policies these are: whatever it is called, they add up.
_HOLDER = "holder"


def precheck(request: DeploymentRequest, deployment: Deployment, *, known: bool = False) -> tuple[str, ...]:
    """Return warnings about ``deployment``, which was made of ``request``.

    What a deployer's own page asks for is emitted as it is, and what is wrong with it is a warning. With
    ``known``, the plans were judged before. Raises :class:`~emitter.errors.FindingError` for the first error
    in anything else.
    """
    documented = {choice.target for choice in request.choices if choice.permissions == "documented"}
    found: list[Finding] = []
    if not known:
        plans = (ByIdentity(planned) for planned in deployment.plans)
        found += _planned(_holder_type(deployment), _WARNINGS if documented else _ERRORS, *plans)
    if has_arns(request):
        found += check_documents(tuple(policies(deployment)), _rules(_OF_ARNS))
    if deployment.identity.trust:
        found += check_documents((trust(deployment),), _rules(_OF_TRUST if known else _ERRORS))
    warnings: dict[str, None] = {}
    for finding in found:
        place = f"{finding.document}: {finding.sid}" if finding.sid else finding.document
        what = f"{finding.message} [{finding.rule}]"
        if finding.document in documented:
            warnings[f"{place}: {what}"] = None
        elif finding.severity == "error":
            raise FindingError(place, what, f"emit lint --explain {finding.rule} says what to do")
    return tuple(warnings)


@cache
def _rules(files: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules in ``files``: no other is imported."""
    modules = sorted(nested("emitter.lint.rules").items())
    return tuple(import_module(module).RULE for name, module in modules if name.startswith(files))


@lru_cache(maxsize=1024)
def _planned(holder_type: str, files: tuple[str, ...], *carried: ByIdentity[Plan]) -> tuple[Finding, ...]:
    """Return what the rules in ``files`` find in plans whose policies one identity of ``holder_type`` has."""
    plans = [one.items[0] for one in carried]
    documents = tuple(_policy(p.target.name, n, holder_type, p.statements) for n, p in enumerate(plans))
    return tuple(check_documents(documents, _rules(files)))


def policies(deployment: Deployment) -> Iterator[read.Document]:
    """Yield the policies of ``deployment``, as the linter reads a file."""
    for number, policy in enumerate(deployment.policies):
        yield _policy(policy.target or policy.title, number, _holder_type(deployment), policy.statements)


def _holder_type(deployment: Deployment) -> str:
    identity = deployment.identity
    return identity.existing[0] if identity.existing else identity.kind.makes


def _policy(
    name: str, number: int, holder_type: str, statements: Sequence[BoundStatement | PlannedStatement]
) -> read.Document:
    place = Place("", number + 1)
    made = _document(name, "identity", place, (_statement(one, place) for one in statements))
    return made._replace(holder=_HOLDER, holder_sort=holder_type, attachment="managed")


def trust(deployment: Deployment) -> read.Document:
    """Return the trust policy of ``deployment``, as the linter reads a file."""
    place = Place("")
    made = _document(_TRUST, "trust", place, (_trusting(one, place) for one in deployment.identity.trust))
    return made._replace(holder_sort="role")


def _document(
    name: str, kind: read.Kind, place: Place, statements: Iterable[read.Statement]
) -> read.Document:
    version = Value(("2012-10-17",), place)
    elements = ("Version", "Statement")
    return read.Document("", name, kind, place, tuple(statements), version=version, elements=elements)


def _statement(statement: BoundStatement | PlannedStatement, place: Place) -> read.Statement:
    return read.Statement(
        place,
        _present(statement.conditions, "Sid", "Resource"),
        statement.sid,
        "Allow",
        actions=tuple(_value((action.JSONrepr(),), place) for action in statement.actions),
        resources=tuple(_value(text, place) for text in statement.resources),
        conditions=tuple(_conditions(statement.conditions, place)),
        accepted=tuple((one.rule, one.why) for one in _accepts(statement)),
    )


def _accepts(statement: BoundStatement | PlannedStatement) -> Sequence[Accept]:
    if isinstance(statement, BoundStatement):
        return statement.accepted
    return [one for one in statement.accepts if not one.parameters]


def _trusting(trust: TrustStatement, place: Place) -> read.Statement:
    return read.Statement(
        place,
        _present(trust.conditions, "Principal"),
        "",
        "Allow",
        actions=tuple(_value((action.JSONrepr(),), place) for action in trust.actions),
        principals=tuple((trust.principal, _value(text, place)) for text in trust.names),
        conditions=tuple(_conditions(trust.conditions, place)),
    )


def _present(conditions: Sequence[object], *more: str) -> frozenset[str]:
    return frozenset(("Effect", "Action", *more, *(("Condition",) if conditions else ())))


def _conditions(
    conditions: Iterable[BoundCondition | PlannedCondition], place: Place
) -> Iterator[read.Condition]:
    for one in conditions:
        values = tuple(_value(text, place) for text in one.values)
        key: Text = one.key if isinstance(one, BoundCondition) else (one.key,)
        yield read.Condition(one.operator, _value(key, place), values, place)


def _value(text: Text, place: Place) -> Value:
    return Value(tuple(_parts(text)), place)


def _parts(text: Text) -> Iterator[str | Unknown]:
    """Yield ``text`` as a file has it: what is known in one piece, since a policy variable is text there."""
    known = ""
    for part in text:
        written = _known(part)
        if written is None:
            assert isinstance(part, Hole)
            if known:
                yield known
            known = ""
            yield Unknown(f"${{{PSEUDO.get(part.name, part.name)}}}", _SHAPES.get(part.name, ".*"))
        else:
            known += written
    if known or not text:
        yield known


def _known(part: Part) -> str | None:
    if isinstance(part, str):
        return part
    return f"${{{part.name}}}" if part.kind == "variable" else None
