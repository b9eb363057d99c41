"""Policies made of the same recorded calls, by emit and by others: what they grant, and what they deny."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from emitter.aws import service_reference
from emitter.aws.wildcards import matcher, parse
from emitter.fit.policy import bound, fit_policy
from emitter.fit.uses import collect_uses
from emitter.fit.ways import FitPlace, as_documents
from emitter.policy.resource_arns import formats
from emitter.reading.files import read_text
from emitter.replay import entries, opened
from tests.bench import autopilot
from tests.bench.replaying import tally
from tests.bench.rivals.install import install
from tests.bench.rivals.report import CACHE
from tests.support.records import ACCOUNT, REGION, arn, record, sync

HEAD = ("tool", "actions granted", "on named resources only", "share", "calls denied")
_TRAILSCRAPER, _VERSION = "trailscraper", "0.10.0"
_PLACE = FitPlace(ACCOUNT, "aws", REGION)
_HOLE = re.compile(r"\$\{(\w+)\}")


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
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        path = folder / "calls.json"
        path.write_text(json.dumps({"Records": records()}), encoding="utf-8")
        made = {
            "emit fit": own_policy(path),
            f"{_TRAILSCRAPER} {_VERSION}": _of(_TRAILSCRAPER, [_trailscraper(path)]),
            f"{autopilot.NAME} {autopilot.VERSION}": _of(
                autopilot.NAME, autopilot.policies(records(), folder, CACHE)
            ),
        }
        for name, policy in made.items():
            everywhere, named = granted(policy)
            share = f"{len(named) / len(everywhere | named):.0%}"
            denied = tally(policy, path).calls_denied
            yield name, str(len(everywhere | named)), str(len(named)), share, str(denied)


def own_policy(path: Path) -> Any:
    """The policy that emit makes of the calls in ``path``, with the names as they are."""
    uses = collect_uses(entries(opened(str(path))))
    return as_documents(map(bound, fit_policy(uses.uses, _PLACE).statements), "emit")


def _trailscraper(path: Path) -> str:
    programs = install(_TRAILSCRAPER, [f"{_TRAILSCRAPER}=={_VERSION}"], CACHE)
    done = subprocess.run(
        [str(programs / _TRAILSCRAPER), "generate"],
        input=path.read_text(encoding="utf-8"),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def _of(name: str, texts: Sequence[str]) -> Any:
    return tuple(one for text in texts for one in read_text(text, name).documents)


def granted(policy: Any) -> tuple[set[str], set[str]]:
    """The actions that ``policy`` grants on every resource of a type, and those on named ones only."""
    everywhere: set[str] = set()
    named: set[str] = set()
    for statement in (one for document in policy for one in document.statements):
        matches = [matcher(parse(value.shown, variables=False)) for value in statement.resources]
        for action in (one for value in statement.actions for one in service_reference.expand(value.shown)):
            wide = any(match(arn) for match in matches for arn in ("*", *_of_nobody(action)))
            (everywhere if wide else named).add(action.name)
    return everywhere, named - everywhere


def _of_nobody(action: service_reference.Action) -> Iterator[str]:
    """Yield an ARN of each type of resource that ``action`` takes, with a name that nothing has."""
    known = {"Partition": _PLACE.partition, "Region": _PLACE.region, "Account": _PLACE.account}
    for type_ in action.resources:
        for form in formats(type_.arn):
            yield _HOLE.sub(lambda hole: known.get(hole[1]) or "nobody-calls-it-so", form.arn)


if __name__ == "__main__":
    for row in (HEAD, *compared()):
        print(" | ".join(row), flush=True)
