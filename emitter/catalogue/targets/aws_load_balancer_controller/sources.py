"""Where the controller was read, and the tag by which it knows what it made."""

from collections.abc import Iterator
from typing import TypeAlias

from awacs.aws import Action

from ...model import Evidence, Grant, GrantCondition, Repository, Scope

CODE = Repository("kubernetes-sigs/aws-load-balancer-controller", "11eb202c97e4ae2ee45e0658c4cde9a4b59f33d4")
AWS = "https://docs.aws.amazon.com"

TAG = "elbv2.k8s.aws/cluster"
NEW = GrantCondition("StringEquals", f"aws:RequestTag/{TAG}", ("{cluster}",))
OWN = GrantCondition("StringEquals", f"aws:ResourceTag/{TAG}", ("{cluster}",))
# A change of tags never touches the one that decides.
KEEPS_TAG = GrantCondition("Null", f"aws:RequestTag/{TAG}", ("true",))
FOREIGN = GrantCondition("Null", f"aws:ResourceTag/{TAG}", ("true",))

Row: TypeAlias = tuple[Action, str, tuple[Evidence, ...]]


def allow(
    scope: Scope,
    features: tuple[str, ...],
    *rows: Row,
    since: str | None = None,
    unless: str | None = None,
) -> Iterator[Grant]:
    """Yield a grant on ``scope`` for each of ``rows``: action, reason, evidence."""
    for action, reason, evidence in rows:
        yield Grant(action, scope, features, reason, evidence, since=since, unless=unless)


def service(name: str, *lines: int) -> Evidence:
    """Return lines of the client of a service."""
    return CODE.at(f"pkg/aws/services/{name}.go", *lines)


def code(path: str, *lines: int) -> Evidence:
    """Return lines of a file below ``pkg``."""
    return CODE.at(f"pkg/{path}.go", *lines)


def documented(line: int, file: str = "iam_policy") -> Evidence:
    """Return a line of a policy that the documentation gives."""
    return CODE.at(f"docs/install/{file}.json", line, confidence="documented")
