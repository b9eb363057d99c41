"""``emit can``."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..errors import FINDINGS, OK, UNKNOWN, UsageError
from ..messages import nearest, printable
from .offers import offer_actions
from .options import debug_option, pairs
from .subject import Subject, subject
from .subject_options import subject_options

if TYPE_CHECKING:
    from ..evaluate import Compiled, Decision
    from ..evaluate.principals import Principal


_HOLE = re.compile(r"\$\{((?:var\.)?[\w:]+)\}")
_PSEUDO = {"AWS::AccountId": "account", "AWS::Region": "region", "AWS::Partition": "partition"}


@click.command("can")
@click.argument("action", shell_complete=offer_actions)
@click.argument("resource", required=False)
@subject_options
@click.option(
    "--context",
    "keys",
    metavar="KEY=VALUE",
    multiple=True,
    help="A condition key of the request; several values by repeating.",
)
@click.option("--absent", metavar="KEY", multiple=True, help="A condition key that the request has not.")
@click.option("--context-complete", "complete", is_flag=True, help="What is not given is not in the request.")
@click.option("--principal", metavar="ARN", help="Who asks: a user, role, session, account or service.")
@click.option("--trust", is_flag=True, help="Ask the trust policy whether the principal may assume the role.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@debug_option
def command(
    *,
    action: str,
    resource: str | None,
    keys: Sequence[str],
    absent: Sequence[str],
    complete: bool,
    principal: str | None,
    trust: bool,
    as_json: bool,
    **chosen: Any,
) -> int:
    """Report whether an ACTION is allowed, and by which statement.

    Exit status 0: allowed; 1: denied; 7: unknown.

    \b
    emit can ecs:RunTask arn:aws:ecs:…:task-definition/web:1 --target piped-ecs --env prod
    emit can s3:GetObject arn:aws:s3:::toys/bear --policy policy.json --context aws:username=ann
    emit can sts:AssumeRole --trust --principal ecs-tasks.amazonaws.com --policy role.yaml

    What is not known, as a condition key that is not given, makes it unknown where it counts. From the
    RESOURCE follow aws:RequestedRegion and aws:ResourceAccount; from --principal aws:PrincipalArn,
    aws:PrincipalAccount, aws:PrincipalType, aws:PrincipalIsAWSService and aws:username.
    """
    from ..evaluate import AccessRequest, report
    from ..evaluate.context import overlaid
    from ..evaluate.validate import check_resource, known_action, remarks

    known = known_action(action)
    if resource is not None:
        check_resource(resource, known)
    context = _context(keys, absent)
    for key in context:
        _check_key(key, known.name)
    judged = subject(trust=trust, **chosen)
    asks = None if principal is None else _principal(principal)
    if trust:
        decision = _trust(judged, asks).assumes(asks.text if asks else "", known.name, context, complete)
    else:
        context = dict(overlaid(asks.context if asks else {}, context))
        decision = _access(judged).decide(AccessRequest(known.name, resource, context, complete))
    notes = [*judged.notes, *(() if trust else remarks(known, resource))]
    for note in notes:
        click.echo(f"note: {note}", err=True)
    if as_json:
        data = {"action": known.name, "resource": resource, **report.data(decision), "notes": notes}
        click.echo(json.dumps(data, indent=2))
    else:
        about = principal if trust else resource
        named = f"{known.name} {'for' if trust else 'on'} {about}" if about else known.name
        click.echo("\n".join(map(printable, _lines(decision, named, chosen["targets"]))))
    return {"allowed": OK, "unknown": UNKNOWN}.get(decision.verdict, FINDINGS)


def _context(given: Sequence[str], absent: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the condition keys of the request; no values are for a key that it does not have."""
    keys = pairs("--context", given)
    seen: dict[str, str] = {}
    for key in (*keys, *absent):
        other = seen.setdefault(key.lower(), key)
        if other != key or (key in keys and key in absent):
            also = f"{other!r} and {key!r}" if other != key else f"{key!r}, with a value and as --absent,"
            raise UsageError("--context", f"{also} are the same condition key", "give it once")
    return {**keys, **dict.fromkeys(absent, ())}


def _access(judged: Subject) -> "Compiled":
    if not judged.unread.attached and all(one.kind != "identity" for one in judged.documents):
        raise UsageError("emit can", "there is no permissions policy in it", "name one, or ask with --trust")
    return judged.compiled()


def _trust(judged: Subject, asks: "Principal | None") -> "Compiled":
    if asks is None:
        raise UsageError("--trust", "requires --principal", "say who would assume the role")
    if not any(document.kind == "trust" for document in judged.documents):
        raise UsageError("--trust", "there is no trust policy in it", "name a role, or leave --trust out")
    return judged.compiled()


def _check_key(key: str, action: str) -> None:
    """Raise :class:`~emitter.errors.UsageError` for an unknown condition key."""
    from ..aws.condition_keys import GLOBAL_KEYS
    from ..policy.conditions import is_provider
    from ..policy.conditions import key as known_key

    if not is_provider(key) and known_key(key, (action.partition(":")[0].lower(),)) is None:
        what = f"there is no condition key {key!r}"
        raise UsageError("--context", what, nearest(key.lower(), GLOBAL_KEYS))


def _principal(text: str) -> "Principal":
    from ..evaluate.principals import principal

    found = principal(text)
    if found is None:
        raise UsageError(
            "--principal",
            f"{text!r} is no principal",
            "write an ARN of IAM or STS, an account, or a service as ecs-tasks.amazonaws.com",
        )
    return found


def _value_of_target(parameter: str, targets: Sequence[str]) -> str:
    """Return what ``--set`` calls a parameter of a template: ``task_role``, of several
    ``piped-ecs.task_role``.
    """
    key = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", parameter).lower()
    for target in (one.partition("@")[0] for one in targets):
        prefix = f"{target.replace('-', '_')}_"
        if key.startswith(prefix):
            value = key.removeprefix(prefix)
            return value if len(targets) == 1 else f"{target}.{value}"
    return key


def _lines(decision: "Decision", about: str, targets: Sequence[str]) -> Iterator[str]:
    from ..evaluate import report

    yield f"{decision.verdict.replace('-', ' ')}: {about}"
    yield from report.deciding(decision)
    for name in decision.unknown:
        yield f"  depends on {name}{_remedy(name, targets)}"
    yield from report.reasons(decision)


def _remedy(name: str, targets: Sequence[str]) -> str:
    """Return how what a decision depends on can be given, where it can; ``targets`` if it is a template of
    some.
    """
    from ..evaluate import dependencies as on

    if isinstance(name, on.OpenPart):
        return _remedy_of_part(name, targets)
    remedies = {
        on.ResourceOfRequest: "name it after the action",
        on.ManagedPolicy: "give its document with --policy, in a file that has its name",
        on.BoundaryPolicy: "give its policy with --boundary FILE",
        on.ContextKey: f"give it with --context {name}=VALUE",
    }
    if isinstance(name, on.TemplateCondition):
        return f": give it with --set {name.name}=true or false"
    return next((f": {remedy}" for kind, remedy in remedies.items() if isinstance(name, kind)), "")


def _remedy_of_part(name: str, targets: Sequence[str]) -> str:
    hole = _HOLE.fullmatch(name)
    if hole is not None:
        key = _PSEUDO.get(hole[1], hole[1].removeprefix("var."))
        if targets:
            key = _value_of_target(key, targets)
        return f": give it with --set {key}=VALUE"
    return ""
