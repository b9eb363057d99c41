"""parliament, with its community auditors."""

from collections.abc import Collection, Sequence
from pathlib import Path

from tests.bench.rivals.layout import is_trust, key_of
from tests.bench.rivals.said import Heard, Said
from tests.bench.rivals.tools import Tool, driven

_VERSION = "1.6.4"


def hear(programs: Path, corpus: Path) -> Heard:
    """What it says of the plain policies."""
    heard = driven.hear(programs / "python", "parliament", corpus)
    files = (corpus / "plain").glob("*/*.json")
    trust = {key_of(str(file)) for file in files if is_trust(file.read_text(encoding="utf-8"))}
    return heard._replace(said=renamed(heard.said, trust))


def renamed(said: Sequence[Said], trust: Collection[str]) -> Sequence[Said]:
    """``said``, with an id of its own for the want of a Resource where there is none to be had.

    It takes what has a Principal for the policy of a resource, and says so of every one in ``trust``.
    """
    return [
        one._replace(rule="TRUST_WITHOUT_RESOURCE")
        if one.policy in trust and one.message == "Statement contains neither Resource nor NotResource"
        else one
        for one in said
    ]


def command(programs: Path, corpus: Path, policy: str) -> Sequence[str]:
    """Its command for one policy. ``--file`` is refused when standard input is no terminal."""
    file = str(corpus / "plain" / f"{policy}.json")
    return [str(programs / "parliament"), "--include-community-auditors", "--files", file]


# It imports pkg_resources, which setuptools has had until 81 and an environment need not have.
TOOL = Tool("parliament", _VERSION, (f"parliament=={_VERSION}", "setuptools==80.9.0"), hear, command)
