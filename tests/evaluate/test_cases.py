"""What AWS documents of its evaluation, as data: each file of ``cases`` names the page.

A request says its ``verdict``, and may say which statements decided (``by``), what came near and in what it
did not match (``why``), and what it depends on (``unknown``). A condition says whether it holds, or on what
that depends.
"""

import json
from pathlib import Path

import pytest

from emitter.evaluate import AccessRequest, compile_policies
from tests.support.policy_documents import allow, deny, documents

FILES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
}
REQUESTS = [
    pytest.param(case, request, id=f"{name}-{case['name']}-{number}")
    for name, file in FILES.items()
    for case in file.get("cases", ())
    for number, request in enumerate(case["requests"])
]
CONDITIONS = [
    pytest.param(row, id=f"{name}-{number}-{'-'.join(row['if'])}")
    for name, file in FILES.items()
    for number, row in enumerate(file.get("conditions", ()))
]


def context(given):
    return {key: tuple(values) for key, values in given.items()}


def answer(case, request):
    """What the policies of ``case`` answer to ``request``."""
    compiled = compile_policies(
        *(documents(*case.get(kind, ())) for kind in ("policies", "boundary", "session"))
    )
    known, complete = context(request.get("context", {})), request.get("complete", False)
    if "principal" in request:
        return compiled.assumes(
            request["principal"], request.get("action", "sts:AssumeRole"), known, complete
        )
    return compiled.decide(AccessRequest(request["action"], request.get("resource"), known, complete))


@pytest.mark.parametrize(("case", "request_"), REQUESTS)
def test_a_documented_request(case, request_):
    decision = answer(case, request_)
    assert decision.verdict == request_["verdict"], decision
    if "by" in request_:
        assert sorted(one.sid for one in decision.statements) == sorted(request_["by"])
    for near in request_.get("why", ()):
        assert near in {f"{reason.sid} {reason.what}" for reason in decision.reasons}
    assert list(decision.unknown) == request_.get("unknown", [])
    assert bool(decision.unknown) == (decision.verdict == "unknown")
    assert bool(decision.reasons) == (decision.verdict in ("implicitly-denied", "unknown"))


@pytest.mark.parametrize("row", CONDITIONS)
def test_a_documented_condition(row):
    """Held as an Allow, and as a Deny beside one."""
    request = AccessRequest("s3:GetObject", "arn:aws:s3:::b/k", context(row["with"]))
    condition = allow(Condition=row["if"])
    allowed = compile_policies(documents(condition)).decide(request)
    denied = compile_policies(documents(allow(), deny(Condition=row["if"]))).decide(request)
    verdicts = {True: ("allowed", "explicitly-denied"), False: ("implicitly-denied", "allowed")}
    holds = row["holds"]
    if isinstance(holds, bool):
        assert (allowed.verdict, denied.verdict) == verdicts[holds]
    else:
        assert (allowed.verdict, denied.verdict) == ("unknown", "unknown")
        assert allowed.unknown == denied.unknown == tuple(sorted(holds))


def test_every_file_names_its_source():
    for file in FILES.values():
        for source in (
            file["source"],
            *(case.get("source", file["source"]) for case in file.get("cases", ())),
        ):
            assert source.startswith("https://docs.aws.amazon.com/")
