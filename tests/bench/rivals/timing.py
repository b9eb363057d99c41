"""What judging costs: one policy from within, one command, and many templates in one run."""

import json
import re
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from tests.bench.rivals import layout, tools
from tests.bench.rivals.running import run
from tests.bench.rivals.tools import driven, emit
from tests.corpus import WELL_MADE, Policy, policies

ROOT = Path(__file__).parents[3]
TEMPLATES = 1_000
_RUNS = 5
_ACCOUNT = re.compile(r"(?<!\d)\d{12}(?!\d)")
_NAME = re.compile(r"(?<![\w-])(web|thumbnails|prod|staging|dev)(?![\w:])|(?<=\")(Policy)(?=\": {\"Type\")")


class Within(NamedTuple):
    """CPU seconds in a process: importing, the first policy after it, and each of many when all is known."""

    imported: float
    first: float
    each: Sequence[float]


def sample() -> Sequence[Policy]:
    """The well-made policies of what is allowed: those that every tool reads whole."""
    return [policy for policy in policies(*WELL_MADE) if not layout.is_trust(policy.text)]


def middle(corpus: Sequence[Policy]) -> Policy:
    """The one of middle length."""
    return sorted(corpus, key=lambda policy: (len(policy.text), policy.name))[len(corpus) // 2]


def within(python: Path, tool: str) -> Within:
    """What the check of ``tool`` costs over :func:`sample`, in processes of ``python``.

    One that is known costs what it costs again, when all that is loaded and cached for it has been.
    """
    corpus = sample()
    with tempfile.TemporaryDirectory() as folder:
        layout.write(corpus, Path(folder))
        files = [Path(folder) / "plain" / f"{layout.key(policy)}.json" for policy in corpus]
        one = [files[corpus.index(middle(corpus))]]
        alone = [json.loads(driven.drive(python, tool, "time", one, Path(folder)).out) for _ in range(_RUNS)]
        every = json.loads(driven.drive(python, tool, "time", files, Path(folder)).out)
    return Within(
        statistics.median(took["import"] for took in alone),
        statistics.median(took["first"] for took in alone),
        every["each"],
    )


def commands(programs: Mapping[str, Path]) -> Mapping[str, float]:
    """CPU seconds of every tool's command on one policy, emit's with them."""
    policy = middle(sample())
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder)
        layout.write([policy], corpus)
        took: dict[str, float] = {}
        for tool in (emit.TOOL, *tools.load()):
            line = tool.command(programs.get(tool.name, Path()), corpus, layout.key(policy))
            runs = [run(line, corpus, tool.environment) for _ in range(_RUNS)]
            # All of them have 1 for findings, some of them also for a crash.
            if any(done.status not in (0, 1) or "Traceback" in done.err for done in runs):
                raise RuntimeError(f"{tool.name}: {runs[0].err}")
            took[tool.name] = statistics.median(done.seconds for done in runs)
        return took


def templates() -> Sequence[str]:
    """Templates in turn as emit writes them and around policies of the corpus, each with names of its own."""
    written = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "out").glob("*/*.yaml"))]
    around = [layout.template(policy.text) for policy in policies(*WELL_MADE)]
    pairs = zip(cycle(written), cycle(around), strict=False)
    return [
        _named(text, number)
        for number, text in enumerate(islice((text for pair in pairs for text in pair), TEMPLATES), 1)
    ]


def many() -> tuple[float, int]:
    """CPU seconds of ``emit lint`` over :func:`templates` in one run, and their size in bytes."""
    texts = templates()
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number}.yaml").write_text(text, encoding="utf-8")
        done = run([sys.executable, "-m", "emitter", "lint", folder], Path(folder))
    if done.status not in (0, 1):
        raise RuntimeError(f"emit: {done.err}")
    return done.seconds, sum(len(text.encode()) for text in texts)


def _named(text: str, number: int) -> str:
    return _NAME.sub(rf"\g<0>{number}", _ACCOUNT.sub(f"{number:012d}", text))
