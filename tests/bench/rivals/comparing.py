"""Every tool over the corpus, and how each did."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.rivals import layout, tools
from tests.bench.rivals.install import install
from tests.bench.rivals.meaning import Meaning, of_emit, read
from tests.bench.rivals.said import Heard, Said
from tests.bench.rivals.score import Alarm, Meant, Score, score, together
from tests.bench.rivals.tools import emit
from tests.corpus import FAULTY, WELL_MADE, Policy, policies

TABLES = Path(tools.__file__).parent


class Judged(NamedTuple):
    """How one tool did: over the groups that are well made and those that are not, and with what words.

    ``grave`` is the score of what is above a note; the same as ``score`` for a tool without notes.
    """

    name: str
    heard: Heard
    well_made: Score
    faulty: Score
    grave: Score
    words: Mapping[Alarm, Sequence[Said]]

    @property
    def score(self) -> Score:
        """Over all groups."""
        return join(self.well_made, self.faulty)


class Compared(NamedTuple):
    """emit, the others, and the others as if they were one; ``faults`` are those of the corpus."""

    emit: Judged
    rivals: Sequence[Judged]
    all_rivals: Score
    faults: int
    policies: int


def join(one: Score, other: Score) -> Score:
    """The score over two groups that have no policy in common."""
    return Score(one.found | other.found, one.missed | other.missed, one.false | other.false)


def compare(cache: Path) -> Compared:
    """Install what is not in ``cache``, run every tool over the corpus, and judge it."""
    corpus = policies()
    programs = {tool.name: install(tool.name, tool.requirements, cache) for tool in tools.load()}
    with tempfile.TemporaryDirectory() as folder:
        layout.write(corpus, Path(folder))
        heard = {tool.name: tool.hear(programs[tool.name], Path(folder)) for tool in tools.load()}
        own = emit.TOOL.hear(Path(), Path(folder))
    rivals = [judge(name, one, read(TABLES / f"{name}.toml"), corpus) for name, one in heard.items()]
    return Compared(
        judge("emit", own, of_emit(), corpus),
        rivals,
        together(one.score for one in rivals),
        sum(len(policy.faults) for policy in corpus),
        len(corpus),
    )


def judge(name: str, heard: Heard, meaning: Meaning, corpus: Iterable[Policy]) -> Judged:
    """How a tool did that said ``heard``, by what its rules mean."""
    labels = {layout.key(policy): frozenset(policy.faults) for policy in corpus}
    words: dict[Alarm, list[Said]] = {}
    spoken: dict[Said, tuple[str, Meant]] = {}
    for said in heard.said:
        spoken[said] = (said.policy, meaning.of(said))
        words.setdefault((said.policy, spoken[said][1].faults), []).append(said)
    grave = (spoken[said] for said in heard.said if is_grave(name, said))
    return Judged(
        name,
        heard,
        score(_of(labels, WELL_MADE), spoken.values()),
        score(_of(labels, FAULTY), spoken.values()),
        score(labels, grave),
        words,
    )


def is_grave(tool: str, said: Said) -> bool:
    """Whether ``said`` is above a note, where ``tool`` says so by the first letter of an id."""
    return tool not in {"emit", "cfn-lint"} or said.rule[0] not in "NI"


def _of(labels: Mapping[str, frozenset[str]], groups: Iterable[str]) -> dict[str, frozenset[str]]:
    return {policy: faults for policy, faults in labels.items() if policy.partition("/")[0] in set(groups)}
