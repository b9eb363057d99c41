"""Policies, compiled; and AWS's decision on a request.

An explicit Deny anywhere decides. Else it takes an Allow of the identity's policies, and one of the
permissions boundary and one of the session policy where there is one. Source: "Policy evaluation logic"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..aws.unrestricted_actions import UNRESTRICTED_ACTIONS
from ..reading.document import Document
from . import explain
from .context import Context, overlaid
from .dependencies import BoundaryPolicy, Dependency, ManagedPolicy, OpenPart
from .principals import Principal, principal
from .request import AccessRequest, Deciding, Decision
from .resources import names_of_resource
from .statement import Clause
from .three_valued import Truth, all_of, any_of
from .trace import Asked, Group, Judged

# IAM completes such an ARN in an identity-based policy, and AWS STS takes no session policy with one.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
_INCOMPLETE = Dependency("the session policy, which AWS STS does not accept with an incomplete ARN")
# Actions whose statements are remembered; far more than a deployer calls, few enough to keep.
_REMEMBERED = 4096

_OTHER = {"Allow": ("Deny",), "Deny": ("Allow",)}
_NOTHING: Mapping[str, tuple[str, ...]] = {}
# Of AWS's own policies, only those that say so in their name deny anything.
# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSDenyAll.html
# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html
_ONLY_ALLOWS = re.compile(r"arn:aws[a-z-]*:iam::aws:policy/(?!.*(Deny|Quarantine)).+")


class UnreadPolicies(NamedTuple):
    """Policies that an identity has and that nobody gave, as a file names them: ARNs, or expressions."""

    attached: tuple[str, ...] = ()
    boundary: tuple[str, ...] = ()


def compile_policies(
    documents: Iterable[Document],
    boundary: Iterable[Document] = (),
    session: Iterable[Document] = (),
    unread: UnreadPolicies | None = None,
) -> "Compiled":
    """Return ``documents`` as what one identity has; its trust policy may be among them.

    With a ``boundary`` or a ``session`` policy, those have to allow a request too. What ``unread`` policies
    could change is unknown.
    """
    given, unread = tuple(documents), unread or UnreadPolicies()
    named: dict[str, str] = {name: ManagedPolicy(f"the managed policy {name}") for name in unread.attached}
    allowing = frozenset(phrase for name, phrase in named.items() if _ONLY_ALLOWS.fullmatch(name))
    own = _group("policy", (one for one in given if one.kind == "identity"), named.values(), allowing)
    groups = [own]
    limits = [BoundaryPolicy(f"the permissions boundary {name}") for name in unread.boundary]
    sessions = tuple(session)
    refused = [_INCOMPLETE] if any(map(_names_incompletely, sessions)) else []
    for title, more, names in (
        ("permissions boundary", tuple(boundary), limits),
        ("session policy", sessions, refused),
    ):
        if more or names:
            groups.append(_group(title, more, names))
    return Compiled(groups, _group("trust policy", (one for one in given if _names_principals(one))))


def _names_incompletely(document: Document) -> bool:
    """Return whether ``document`` names a resource by an ARN of fewer than six fields."""
    values = (v for one in document.statements for v in (*one.resources, *one.not_resources))
    return any(v.text is not None and v.text.startswith("arn:") and v.text.count(":") < 5 for v in values)


def _names_principals(document: Document) -> bool:
    """Return whether ``document`` is a trust policy, or the policy of a resource that was given by itself."""
    return document.kind == "trust" or (document.kind == "resource" and not document.name)


def _group(
    title: str,
    documents: Iterable[Document],
    unread: Iterable[str] = (),
    allowing: frozenset[str] = frozenset(),
) -> Group:
    held = tuple(documents)
    clauses = tuple(Clause(s, document, title) for document in held for s in document.statements)
    more = frozenset((*unread, *(OpenPart(name) for document in held for name in document.open)))
    return Group(title, held, clauses, more - allowing, allowing)


class Compiled:
    """Policies that can be asked any number of requests."""

    def __init__(self, groups: Sequence[Group], trust: Group) -> None:
        self._groups = tuple(groups)
        self._trust = trust
        self._by_action: dict[str, tuple[tuple[tuple[Clause, Truth], ...], ...]] = {}

    def decide(self, request: AccessRequest) -> Decision:
        """Return what AWS answers to ``request``.

        Unknown, with what it depends on, is a verdict only where what is not known could change it. A few
        actions need no permission. Raises :class:`ValueError` for a key that is given twice in other case.
        """
        if request.action.lower() in UNRESTRICTED_ACTIONS:
            return Decision("allowed")
        names = names_of_resource(request)
        # An action that takes no resource is not about the one that the request says.
        resource = request.resource if names and names[0] == request.resource else None
        context = Context(request.context, resource, request.complete, request.action)
        asked = Asked(request.action, names, context)
        judged = [
            [Judged(clause, _applies(clause, about, asked)) for clause, about in candidates]
            for candidates in self._candidates(request.action.lower(), context)
        ]
        return _decide(self._groups, judged, asked)

    def assumes(
        self,
        who: str,
        action: str = "sts:AssumeRole",
        context: Mapping[str, tuple[str, ...]] = _NOTHING,
        complete: bool = False,
    ) -> Decision:
        """Return whether the trust policy lets ``who`` call ``action`` on the role.

        ``who`` is an ARN, an account, a service or an identity provider; raises :class:`ValueError` for
        anything else.
        """
        asks = principal(who)
        if asks is None:
            raise ValueError(who)
        asked = Asked(action, None, Context(overlaid(asks.context, context), None, complete, action), asks)
        judged = [Judged(clause, _trusts(clause, asks, asked)) for clause in self._trust.clauses]
        return _decide([self._trust], [judged], asked)

    def _candidates(self, action: str, context: Context) -> tuple[tuple[tuple[Clause, Truth], ...], ...]:
        """Return of each group, the statements that are about ``action``, or may be."""
        found = self._by_action.get(action)
        if found is None:
            found = tuple(
                tuple(
                    (clause, truth)
                    for clause in group.clauses
                    if (truth := clause.means_action(action, context)) is not False
                )
                for group in self._groups
            )
            if len(self._by_action) >= _REMEMBERED:
                self._by_action.clear()
            self._by_action[action] = found
        return found


def _applies(clause: Clause, about: Truth, asked: Asked) -> Truth:
    """Return whether ``clause`` applies, which is ``about`` the action."""
    resource = clause.means_resource(asked.action, asked.resources, asked.context)
    if resource is False:
        return False
    return all_of((about, resource, clause.holds(asked.context)))


def _trusts(clause: Clause, asks: Principal, asked: Asked) -> Truth:
    about = clause.means_action(asked.action.lower(), asked.context)
    return all_of(
        (about, clause.means_principal(asks, asked.action, asked.context), clause.holds(asked.context))
    )


def _decide(groups: Sequence[Group], judged: Sequence[Sequence[Judged]], asked: Asked) -> Decision:
    """Return the decision on the statements of ``groups``, which are ``judged`` in the same order."""
    unread = [group.unread for group in groups if group.unread]
    denied = any_of((_any_of_effect("Deny", (one for group in judged for one in group)), *unread))
    if denied is True:
        return Decision("explicitly-denied", _deciding("Deny", judged))
    allowed = all_of(map(_allows, groups, judged))
    if allowed is False:
        return Decision("implicitly-denied", reasons=tuple(explain.denied(groups, judged, asked)))
    if allowed is True and denied is False:
        return Decision("allowed", _deciding("Allow", judged))
    depends = frozenset().union(*(truth for truth in (allowed, denied) if not isinstance(truth, bool)))
    reasons = tuple(explain.undecided(judged, asked))
    return Decision("unknown", _deciding("Allow", judged), reasons, tuple(sorted(depends)))


def _allows(group: Group, judged: Iterable[Judged]) -> Truth:
    more = group.unread | group.allowing
    truth = _any_of_effect("Allow", judged)
    return any_of((truth, more)) if more else truth


def _any_of_effect(effect: str, judged: Iterable[Judged]) -> Truth:
    return any_of(
        one.truth if one.clause.effect == effect else _open(one)
        for one in judged
        if one.clause.effect not in _OTHER[effect]
    )


def _open(one: Judged) -> Truth:
    """Return what depends on an effect that the file does not give."""
    return one.truth and frozenset((Dependency(f"Effect {one.clause.effect!r} of {one.clause.name}"),))


def _deciding(effect: str, judged: Sequence[Sequence[Judged]]) -> tuple[Deciding, ...]:
    return tuple(
        one.clause.deciding
        for group in judged
        for one in group
        if one.truth is True and one.clause.effect == effect
    )
