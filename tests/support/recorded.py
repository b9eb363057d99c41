"""The runs of deployers that are recorded in ``tests/replay/recorded``, line by line."""

import json

from emitter.catalogue.targets import load_target

from . import ROOT

FOLDER = ROOT / "tests" / "replay" / "recorded"
# Keys of a line that say where it is from, and are no part of the call.
_MAJORS = {("ufo", "5")}
_ABOUT = ("features", "with", "source", "since", "until")


def lines(target, version):
    """The calls of ``target`` that ``version`` makes, with any features, as lines of JSON.

    Runs whose names end in a number are those of that major version.
    """
    known = load_target(target)
    there = {one.name for one in known.features if known.exists_in(version, one.since, one.until)}
    found = {}
    for path in sorted((FOLDER / target).glob("*.jsonl")):
        major = path.stem[-1:] if path.stem[-2:-1] == "-" else ""
        if major != (version.partition(".")[0] if (target, version) in _MAJORS else ""):
            continue
        for text in path.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            if (
                known.exists_in(version, line.get("since"), line.get("until"))
                and there & {*line["features"]}
                and there >= {*line.get("with", ())}
            ):
                found[json.dumps({key: line[key] for key in line if key not in _ABOUT})] = None
    return list(found)
