"""``emit replay``."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from ..errors import FINDINGS, OK, FormatError, UsageError
from ..messages import printable
from .calls import check_matched, chosen_entries, given_calls
from .options import debug_option
from .subject import subject
from .subject_options import subject_options

if TYPE_CHECKING:
    from ..replay.run import Tally


@click.command("replay")
@click.argument("calls", metavar="[CALLS|DIR|-]...", nargs=-1, type=click.Path())
@subject_options
@click.option(
    "--principal",
    metavar="PATTERN",
    help="Only the calls of this user, role or session; * is any text. A role's path may be left out. When"
    " no call is of it, that is an error (status 2). Without it, those of the identity that the file names.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@debug_option
def command(calls: Sequence[str], principal: str | None, as_json: bool, **chosen: Any) -> int:
    """Replay recorded CALLS against a policy and report what would be denied; exit 1 when one would.

    \b
    emit replay calls.jsonl --target piped-ecs --env prod
    emit replay AWSLogs/ --policy role.yaml --principal '*:role/piped'

    CALLS are lines of JSON with action, resource and context; or records of CloudTrail: log files,
    compressed or not, exports of CloudTrail Lake, CloudWatch Logs, EventBridge, Security Lake, Athena,
    Splunk and Elastic, output of lookup-events. Prints which permissions no call used, and narrower
    ones. A broken entry is reported by its line and left out; exit 5 when no call is left.
    """
    from ..replay import replay
    from ..replay.access_denied import BOUNDARY, IDENTITY, SESSION
    from ..replay.report import data, lines

    given = given_calls(calls)
    if "-" in given and "-" in chosen["policies"]:
        raise UsageError("--policy", "is standard input, and so are the calls", "name a file")
    judged = subject(**chosen)
    for note in judged.notes:
        click.echo(f"note: {note}", err=True)
    chosen_calls = chosen_entries(given, principal if principal is not None else judged.called)
    kinds = [IDENTITY, *([BOUNDARY] if judged.boundary else []), *([SESSION] if judged.session else [])]
    limits = (*judged.boundary, *judged.session)
    tally = replay(chosen_calls, judged.compiled(), judged.documents, kinds, limits)
    check_matched(chosen_calls, principal, judged.called)
    click.echo(json.dumps(data(tally), indent=2) if as_json else "\n".join(lines(tally)))
    return _status(tally, given)


def _status(tally: "Tally", given: Sequence[str]) -> int:
    """Return the exit status; print on standard error which of the calls ``given`` were not replayed.

    Raises :class:`~emitter.errors.FormatError` when none was.
    """
    replayed = tally.allowed + tally.calls_denied + tally.calls_unknown
    if tally.entries_broken and not replayed:
        first = next(one.skipped for one in tally.skipped if one.skipped.broken)
        raise FormatError(f"{first.where.file}:{first.where.line}", first.why, "nothing in it is a call")
    if tally.entries_broken:
        of = f"{tally.entries_broken:,} of {replayed + tally.entries_skipped:,} entries"
        click.echo(f"note: {of} could not be read and were not replayed", err=True)
    if not replayed:
        names = ", ".join("standard input" if name == "-" else name for name in given)
        hold = "holds" if len(given) == 1 else "hold"
        why = f"; entries skipped: {tally.entries_skipped:,}" if tally.entries_skipped else ""
        what = f"nothing was replayed: {hold} no calls that IAM judges{why}"
        raise FormatError(printable(names), what, "name log files of CloudTrail, or a folder of them")
    return FINDINGS if tally.calls_denied else OK
