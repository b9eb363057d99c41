"""Opens every citation of the catalogue in its repository, at its commit: ``python -m
tests.upstream.citations``.

The line has to be there, and where it is the call itself, or AWS's or a deployer's list, it has to name the
action. ``--checkouts`` is a folder of repositories (``owner+name``); those that it has not are cloned into
it, whole. A commit that a repository does not have is said and not held against the catalogue. Exit status
1: a line is not there, or does not say what is claimed.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from emitter.catalogue.targets import load_target, names
from tests.support.recordings import FOLDER
from tests.upstream import services
from tests.upstream.calls import snake

_URL = re.compile(r"https://github\.com/([^/]+/[^/]+)/blob/([0-9a-f]{40})/([^#]+)(?:#L\d+)?")
_RECORDED = re.compile(r"(\S+/\S+)@([0-9a-f]{40}) (\S+):(\d+)")
# A call that is spread over lines has its name near the line that is cited.
_NEAR = 8
# What a line can have in place of an operation: SDKs make calls of their own.
_OTHERWISE = {
    "cloudformation:ListStackResources": ("resource_summaries",),
    "s3:GetObject": ("Download", "HeadObject"),
    "s3:PutObject": ("Upload",),
    "sts:AssumeRole": ("fromTemporaryCredentials", "stscreds", "assume_role"),
}
# Lines that call a function of the deployer's own, which makes the call elsewhere, start a tool that does,
# or set what asks for the permission. Read by a person.
_INDIRECT = {
    ("aws-efs-csi-driver", "elasticfilesystem:DescribeFileSystems", "pkg/driver/controller.go"),
    (
        "external-secrets",
        "acm:ListTagsForCertificate",
        "providers/v1/aws/certificatemanager/certificatemanager.go",
    ),
    ("external-secrets", "sts:TagSession", "providers/v1/aws/auth/auth.go"),
    ("lambroll", "iam:PassRole", "create.go"),
    ("lambroll", "logs:FilterLogEvents", "logs.go"),
    ("opentofu-state", "s3:GetObject", "internal/builtin/providers/tf/data_source_state.go"),
    ("opentofu-state", "s3:ListBucket", "internal/builtin/providers/tf/data_source_state.go"),
    ("terraform-state", "s3:GetObject", "internal/builtin/providers/terraform/data_source_state.go"),
    ("terraform-state", "s3:ListBucket", "internal/builtin/providers/terraform/data_source_state.go"),
    ("ufo", "cloudformation:CreateStack", "lib/ufo/cfn/stack.rb"),
    ("ufo", "cloudformation:CreateStack", "lib/ufo/stack.rb"),
    ("ufo", "cloudformation:DescribeStacks", "lib/ufo/task_definition/helpers/stack_output.rb"),
}
_SERVICES = {
    "elasticloadbalancing": ("elbv2",),
    "states": ("stepfunctions",),
    "tag": ("resourcegroupstaggingapi",),
}


class Citation(NamedTuple):
    """A place that is cited for ``action``; ``strict`` is whether it has to name it."""

    target: str
    action: str
    repository: str
    commit: str
    path: str
    lines: tuple[int, ...]
    strict: bool


def citations(name: str) -> Iterator[Citation]:
    """Yield every citation of the target ``name``: of its grants, and of its recordings."""
    for grant in load_target(name).grants:
        for number, source in enumerate(grant.sources):
            match = _URL.fullmatch(source.url)
            if match is None:
                continue
            said = source.cite.rpartition(":")[2]
            lines = tuple(map(int, said.split(","))) if re.fullmatch(r"[\d,]+", said) else ()
            schema = match[3].endswith(".json") and "schemas/AWS_" in match[3]
            strict = schema or (number == 0 and source.confidence == "code")
            yield Citation(name, grant.action.JSONrepr(), match[1], match[2], match[3], lines, strict)
    for path in sorted((FOLDER / name).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            call = json.loads(line)
            match = _RECORDED.fullmatch(call["source"])
            if match is not None:
                yield Citation(name, call["action"], match[1], match[2], match[3], (int(match[4]),), False)


def verdict(citation: Citation, text: str | None) -> str:
    """What the file ``text`` says of ``citation``: ``named``, ``there``, or what is wrong."""
    if text is None:
        return "no such file"
    lines = text.splitlines()
    if any(line > len(lines) for line in citation.lines):
        return "no such line"
    wanted = words(citation.action)
    near = [
        "\n".join(lines[max(0, line - 1 - _NEAR) : line + _NEAR]) if citation.lines else text
        for line in citation.lines or (1,)
    ]
    if any(re.search(re.escape(word), one, re.IGNORECASE) for one in near for word in wanted):
        return "named"
    indirect = (citation.target, citation.action, citation.path) in _INDIRECT
    return "does not name it" if citation.strict and not indirect else "there"


@cache
def words(action: str) -> frozenset[str]:
    """How a line can name ``action``: as itself, or as an operation that it authorises, in any SDK's
    spelling.
    """
    prefix, name = action.split(":")
    found = {name, *_OTHERWISE.get(action, ())}
    for service in (prefix, *_SERVICES.get(prefix, ())):
        made = {one for one in services.operations(service) if action in services.actions(service, one)}
        found |= made | {waiter for waiter, called in services.waiters(service).items() if called in made}
    return frozenset(found | {snake(one) for one in found} | {snake(one).replace("_", "-") for one in found})


def opened(folder: Path, citation: Citation) -> tuple[bool, str | None]:
    """Whether the commit is at hand, and the text of the file there."""
    root = folder / citation.repository.replace("/", "+")
    root = root / "repo" if (root / "repo").is_dir() else root
    if not root.is_dir():
        _clone(citation.repository, root)
    return _commit(root, citation.commit), _file(root, citation.commit, citation.path)


@cache
def _clone(repository: str, root: Path) -> None:
    url = f"https://github.com/{repository}.git"
    command = ["git", "clone", "--quiet", "--bare", url, str(root)]
    subprocess.run(command, capture_output=True, check=False)


@cache
def _commit(root: Path, commit: str) -> bool:
    return _git(root, "cat-file", "-e", f"{commit}^{{commit}}") is not None


@cache
def _file(root: Path, commit: str, path: str) -> str | None:
    return _git(root, "show", f"{commit}:{path}")


def _git(root: Path, *arguments: str) -> str | None:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, errors="replace", check=False
    )
    return done.stdout if done.returncode == 0 else None


def main() -> int:
    """Run it; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.upstream.citations", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--checkouts", type=Path, required=True)
    chosen = parser.parse_args()
    wrong = 0
    for name in chosen.targets or names():
        counted: Counter[str] = Counter()
        for citation in dict.fromkeys(citations(name)):
            there, text = opened(chosen.checkouts, citation)
            said = verdict(citation, text) if there else "commit not at hand"
            counted[said] += 1
            if said in ("no such file", "no such line", "does not name it"):
                wrong += 1
                place = f"{citation.repository}@{citation.commit[:8]} {citation.path}:{citation.lines}"
                print(f"{name}: {citation.action}: {said}: {place}")
        print(f"{name}: {', '.join(f'{count} {said}' for said, count in sorted(counted.items()))}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
