"""The decision on a case: emit's, and that of the other simulator."""

import json
import subprocess
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from emitter.evaluate import AccessRequest, compile_policies
from tests.oracle.cases import ACCOUNT, Case
from tests.support.policy_documents import documents

# What emit calls the answers of the other.
_VERDICTS = {
    "Allowed": "allowed",
    "ExplicitlyDenied": "explicitly-denied",
    "ImplicitlyDenied": "implicitly-denied",
}
_ALL = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


def ours(case: Case) -> str:
    """Return emit's verdict on ``case``, of whose request everything is known."""
    context = {key: tuple(values) for key, values in case.context.items()}
    if case.trust is not None:
        asked = compile_policies(documents(case.trust))
        return asked.assumes(case.principal, case.action, context, complete=True).verdict
    held = (case.policies, [case.boundary], [case.session])
    groups = (documents(*filter(None, policies)) for policies in held)
    return (
        compile_policies(*groups)
        .decide(AccessRequest(case.action, case.resource, context, complete=True))
        .verdict
    )


class Simulator:
    """The other simulator, which is installed in ``folder``, as a process that answers line by line."""

    def __init__(self, folder: Path) -> None:
        script = Path(__file__).with_name("simulate.mjs").absolute()
        self._process = subprocess.Popen(
            ["node", str(script)], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer = cache(self._ask)

    def __enter__(self) -> "Simulator":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()

    def verdict(self, case: Case) -> str:
        """Return its verdict on ``case``, in emit's words; what it cannot judge begins with ``error``."""
        return self._answer(json.dumps(_simulation(case)))

    def _ask(self, line: str) -> str:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the simulator has no pipes")
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().strip()
        if not answer:
            raise RuntimeError("the simulator ended; is the package installed in that folder?")
        return _VERDICTS.get(answer, answer)


def _simulation(case: Case) -> dict[str, Any]:
    """Return ``case`` in the form of the other. A trust policy is asked alone: the caller may do anything."""
    context = {key: values[0] if len(values) == 1 else values for key, values in case.context.items()}
    of_service = case.trust is not None and not case.principal.startswith("arn:")
    named = [] if of_service else [_ALL] if case.trust is not None else case.policies
    found: dict[str, Any] = {
        "request": {
            "principal": case.principal,
            "action": case.action,
            "resource": {"resource": case.resource, "accountId": ACCOUNT},
            "contextVariables": context,
        },
        "identityPolicies": [{"name": f"p{n}", "policy": policy} for n, policy in enumerate(named)],
        "serviceControlPolicies": [],
        "resourceControlPolicies": [],
    }
    if case.boundary is not None:
        found["permissionBoundaryPolicies"] = [{"name": "b", "policy": case.boundary}]
    if case.session is not None:
        found["sessionPolicy"] = case.session
    if case.trust is not None:
        found["resourcePolicy"] = case.trust
    return found
