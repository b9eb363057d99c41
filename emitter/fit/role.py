"""A policy fitted to calls as a template: attached to the role or user that made them."""

import re

from ..catalogue.identities import load_kind
from ..compiler.deployment import BoundIdentity, Deployment, Policy
from ..errors import UsageError
from ..template.assemble import assemble
from ..template.formats import load_format
from .policy import FittedPolicy, bound
from .ways import FitPlace

# A name goes into comments of a template: nothing but what IAM takes for one may stand there.
_NAME = r"(?P<name>[A-Za-z0-9_+=,.@-]{1,64})"
_CALLER = re.compile(rf"arn:[a-z-]+:iam::[0-9]+:(?P<kind>role|user)/(?:[\x21-\x7e]+/)?{_NAME}")
# A session has its role's name.
_SESSION = re.compile(rf"arn:[a-z-]+:sts::[0-9]+:assumed-role/{_NAME}(?:/.*)?", re.DOTALL)


def holder(callers: tuple[str, ...], principal: str | None) -> tuple[str, str] | None:
    """Return the kind (``role``, ``user``) and name of who made the calls; ``None`` if nothing names one."""
    named = [principal] if principal and not callers else list(callers)
    found = set()
    for arn in named:
        session = _SESSION.fullmatch(arn)
        match = _CALLER.fullmatch(arn)
        if session:
            found.add(("role", session["name"]))
        elif match:
            found.add((match["kind"], match["name"]))
    return found.pop() if len(found) == 1 else None


def render_policy(
    fitted: FittedPolicy, format: str, place: FitPlace, who: tuple[str, str] | None, command: str
) -> str:
    """Return ``fitted`` in ``format``, attached to ``who``.

    Raises :class:`~emitter.errors.UsageError` when a format has to know who that is, and
    :class:`~emitter.errors.FormatError` when the policy is larger than IAM takes.
    """
    form = load_format(format)
    if who is None and format != "policy":
        raise UsageError(
            "--principal", "required: the calls do not name one role or user", "give its whole ARN"
        )
    kind, name = who or ("role", "fitted")
    deployment = Deployment(
        label=re.sub(r"[^a-z0-9]+", "_", f"fit_{name}".lower()).strip("_"),
        title=f"what the {kind} {name} called",
        command=command,
        identity=BoundIdentity(load_kind("existing"), (), existing=(kind, name)),
        policies=(
            Policy(
                title="Policy",
                name=(f"{name[:120]}-fitted",),
                why=f"What the {kind} {name} was seen to call, and nothing more",
                cite="",
                statements=tuple(map(bound, fitted.statements)),
            ),
        ),
        account=place.account or None,
    )
    return form.render(assemble(deployment))
