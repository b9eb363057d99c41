"""A bash script of AWS CLI commands, which can be run again without harm.

Its functions are in ``prelude.sh`` beside this file; what is printed after them is one call for
each resource. What a template leaves open is read from the shell's environment and checked
before anything is done.
"""

from pathlib import Path

from ....errors import FormatError
from ....messages import printable
from ...assembly import Assembly
from ...marker import note
from .calls import CALLS, only
from .shell import Script, quote

SUFFIX = ".sh"
OPEN = True
LARGEST = None


def render(assembly: Assembly) -> str:
    """Return ``assembly`` as a script that runs under ``bash -eu``.

    Raises :class:`~emitter.errors.FormatError` for a resource that it has no call for.
    """
    template = assembly.template
    script = Script(template, assembly.labels)
    for resource in template.resources.values():
        kind = str(resource.resource_type)
        if kind not in CALLS:
            raise FormatError(
                "aws-cli",
                f"{kind} is not supported",
                "use cloudformation or terraform",
            )
        CALLS[kind](script, resource)
    script.lines.append("")
    for resource in template.resources.values():
        only(script, resource)
    head = [
        "#!/usr/bin/env bash",
        *(f"# {line}" for line in note(assembly.command)),
        f"# {printable(str(template.description))}",
        "# Run it with credentials that may administer IAM; a second run changes nothing. It says what",
        "# the identity has besides, and with EXCLUSIVE=yes takes that away.",
        Path(__file__).with_name("prelude.sh").read_text(encoding="utf-8"),
    ]
    if assembly.account is not None:
        account = quote(assembly.account)
        head.append(
            f'[ "$account" = {account} ] || fail "this is for account {assembly.account}, not for $account"'
        )
    return "\n".join([*head, *script.asked(), *script.lines]) + "\n"
