"""Runs in the environment of a tool: its check over files, and how long that takes.

    with_TOOL.py say FILE...    what it says: {"said": [[file, rule, message]], "crashes": [[file, error]]}
    with_TOOL.py time FILE...   CPU seconds: to import it, of the first file, and of each when all are known

What the tool itself prints goes to standard error.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout, suppress
from pathlib import Path

Check = Callable[[str, str], Iterable[tuple[str, str]]]
_PASSES = 3


def main(load: Callable[[], Check]) -> None:
    """Do what the arguments say with the check that ``load`` imports."""
    mode, *files = sys.argv[1:]
    texts = {file: Path(file).read_text(encoding="utf-8") for file in files}
    with redirect_stdout(sys.stderr):
        start = time.process_time()
        check = load()
        imported = time.process_time() - start
        answer = _say(check, texts) if mode == "say" else {"import": imported, **_time(check, texts)}
    json.dump(answer, sys.stdout)


def _say(check: Check, texts: dict[str, str]) -> dict[str, object]:
    said: list[tuple[str, str, str]] = []
    crashes: list[tuple[str, str]] = []
    for file, text in texts.items():
        try:
            for rule, message in check(text, file):
                said.append((file, rule, message))
        except Exception as error:  # a tool may give up with anything
            crashes.append((file, f"{type(error).__name__}: {error}"))
    return {"said": said, "crashes": crashes}


def _time(check: Check, texts: dict[str, str]) -> dict[str, object]:
    costs = [[_cost(check, text, file) for file, text in texts.items()] for _ in range(_PASSES)]
    return {"first": costs[0][0], "each": [min(passes) for passes in zip(*costs[1:], strict=True)]}


def _cost(check: Check, text: str, file: str) -> float:
    start = time.process_time()
    with suppress(Exception):
        list(check(text, file))
    return time.process_time() - start
