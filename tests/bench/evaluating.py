"""What one decision costs, once policies are compiled."""

from collections.abc import Iterator

from emitter import Options, emit
from emitter.evaluate import AccessRequest, Compiled, compile_policies
from emitter.reading.files import read_text
from tests.bench.measure import call

_ACCOUNT, _REGION = "123456789012", "eu-west-1"
_SERVICE = f"arn:aws:ecs:{_REGION}:{_ACCOUNT}:service/prod/web"
_ROLE = f"arn:aws:iam::{_ACCOUNT}:role/web-task"
_TIMES = 5_000

REQUESTS = {
    "allowed by its resource": AccessRequest("ecs:UpdateService", _SERVICE),
    "allowed by a condition": AccessRequest(
        "iam:PassRole", _ROLE, {"iam:PassedToService": ("ecs-tasks.amazonaws.com",)}
    ),
    "unknown for want of a key": AccessRequest("iam:PassRole", _ROLE),
    "denied, resource": AccessRequest("ecs:UpdateService", f"{_SERVICE}2"),
    "denied, condition": AccessRequest(
        "iam:PassRole", _ROLE, {"iam:PassedToService": ("lambda.amazonaws.com",)}
    ),
    "denied, action": AccessRequest("ecs:DeleteService", _SERVICE),
}


def policies() -> Compiled:
    """Everything that piped may do on Amazon ECS."""
    values = {
        "account": (_ACCOUNT,),
        "region": (_REGION,),
        "cluster": ("prod",),
        "service": ("web", "api"),
        "task_role": ("web-task",),
        "execution_role": ("web-execution",),
    }
    features = ("canary", "traffic-routing", "standalone-task")
    text = emit("piped-ecs", options=Options(features=features, values=values)).text
    return compile_policies(read_text(text, "piped-ecs.yaml").documents)


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What, against what, microseconds of CPU, aim."""
    compiled = policies()
    for name, request in REQUESTS.items():
        compiled.decide(request)
        cost = min(call(lambda request=request: compiled.decide(request), _TIMES) for _ in range(3))  # type: ignore[misc]
        verdict = compiled.decide(request).verdict
        yield f"one request, {name}, CPU", f"a microsecond ({verdict})", f"{cost * 1e6:.1f}", "under 50"
