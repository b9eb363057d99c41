"""What fitting recorded calls costs next to replaying them, and what comes of it next to trailscraper."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from emitter.aws import service_reference
from emitter.catalogue.targets import load_target
from emitter.fit.configured import Configuration
from emitter.fit.policy import bound, fit_policy
from emitter.fit.run import fit
from emitter.fit.uses import collect_uses
from emitter.fit.ways import FitPlace, as_documents
from emitter.reading.files import read_text
from emitter.replay import entries, opened
from tests.bench.replaying import documents, tally, write
from tests.bench.rivals.install import install
from tests.bench.rivals.report import CACHE
from tests.support.records import ACCOUNT, REGION, arn, record, sync

HEAD = ("tool", "actions granted", "on named resources only", "share", "calls denied")
_RIVAL, _VERSION = "trailscraper", "0.10.0"
_RECORDS = 100_000
_PLACE = FitPlace(ACCOUNT, "aws", REGION)
_PEAK = (
    "import resource, sys; from tests.bench import fitting; getattr(fitting, sys.argv[1])(sys.argv[2]);"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def to_target(path: str) -> Any:
    """The calls in ``path`` fitted to a target."""
    return fit(entries(opened(path)), load_target("piped-ecs"), None, Configuration())


def to_policy(path: str) -> Any:
    """The calls in ``path`` as a policy, with patterns for ids."""
    uses = collect_uses(entries(opened(path)), generalize=True)
    return [bound(one) for one in fit_policy(uses.uses, _PLACE, generalize=True).statements]


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What, against what, ratio, aim."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(write(Path(folder) / "calls.json", _RECORDS))
        policies = documents()
        replayed = _seconds(lambda: tally(policies, Path(path)))
        small = str(write(Path(folder) / "few.json", _RECORDS // 10))
        for name, run in (("--target", to_target), ("--format policy --generalize", to_policy)):
            what = f"`emit fit {name}`, {_RECORDS:,} records of CloudTrail, CPU"
            yield (
                what,
                "`emit replay`",
                f"{_seconds(lambda run=run: run(path)) / replayed:.2f}",
                "at most 1.5",
            )  # type: ignore[misc]
            ratio = _peak(run.__name__, path) / _peak(run.__name__, small)
            yield "peak memory of ten times the records", "a tenth of them", f"{ratio:.2f}", "about 1"


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _peak(name: str, path: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, name, path], check=True, capture_output=True, text=True
    )
    return int(done.stdout)


def records() -> list[dict[str, Any]]:
    """What a deployer calls on several services, as CloudTrail records it."""
    function = {"functionName": "thumbnails"}
    stack = arn("cloudformation", "stack/web/5d6f8c10-3a5e-11ee-9d3a-0a1b2c3d4e5f")
    role = arn("iam", "role/web-deploy", "")
    return [
        *sync(),
        record("ecs", "ListServices", {"cluster": "prod"}),
        record("ecs", "DescribeTaskDefinition", {"taskDefinition": "web:7"}),
        record("lambda", "GetFunction20150331v2", function),
        record("lambda", "UpdateFunctionCode20150331v2", {**function, "s3Bucket": "artifacts"}),
        record("lambda", "CreateFunction20150331", {**function, "role": arn("iam", "role/thumbnails", "")}),
        record("cloudformation", "DescribeStacks", {"stackName": stack}),
        record("cloudformation", "CreateStack", {"stackName": "web", "roleARN": role}, {"stackId": stack}),
        record("s3", "PutObject", {"bucketName": "artifacts", "key": "thumbnails.zip"}),
        record("s3", "GetBucketVersioning", {"bucketName": "artifacts"}),
        record("sqs", "CreateQueue", {"queueName": "jobs", "tags": {"team": "web"}}),
        record("logs", "CreateLogGroup", {"logGroupName": "/ecs/web"}),
        record("iam", "GetRole", {"roleName": "web-task"}),
        record("ssm", "GetParameter", {"name": "/web/token"}),
        record("secretsmanager", "GetSecretValue", {"secretId": "web-token"}),
    ]


def compared() -> Iterator[tuple[str, ...]]:
    """A row a tool: what it grants for :func:`records`, and how many of those calls it denies."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "calls.json"
        path.write_text(json.dumps({"Records": records()}), encoding="utf-8")
        own = own_policy(path)
        programs = install(_RIVAL, [f"{_RIVAL}=={_VERSION}"], CACHE)
        made = subprocess.run(
            [str(programs / _RIVAL), "generate"],
            input=path.read_text(encoding="utf-8"),
            check=True,
            capture_output=True,
            text=True,
        )
        rival = read_text(made.stdout, _RIVAL).documents
        for name, policy in (("emit fit", own), (f"{_RIVAL} {_VERSION}", rival)):
            found = tally(policy, path)
            everywhere, named = _granted(policy)
            share = f"{len(named) / len(everywhere | named):.0%}"
            yield name, str(len(everywhere | named)), str(len(named)), share, str(found.calls_denied)


def own_policy(path: Path) -> Any:
    """The policy that emit makes of the calls in ``path``, with the names as they are."""
    uses = collect_uses(entries(opened(str(path))))
    return as_documents(map(bound, fit_policy(uses.uses, _PLACE).statements), "emit")


def _granted(policy: Any) -> tuple[set[str], set[str]]:
    """The actions that ``policy`` grants on ``*``, and those that it grants on named resources only."""
    everywhere: set[str] = set()
    named: set[str] = set()
    for statement in (one for document in policy for one in document.statements):
        actions = {one.name for value in statement.actions for one in service_reference.expand(value.shown)}
        wide = any(value.shown == "*" for value in statement.resources)
        (everywhere if wide else named).update(actions)
    return everywhere, named - everywhere


if __name__ == "__main__":
    for row in (HEAD, *compared(), *rows()):
        print(" | ".join(row), flush=True)
