"""iam-policy-autopilot on recorded calls: it reads source code, so it is given a program that makes them.

It downloads AWS's service reference; it is given the data that emit reads, in the same format, by a server on
this machine. Those have no list of the actions that an operation needs beside its own, as iam:PassRole.
"""

import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import botocore.session
from botocore import xform_name

from tests.bench.rivals.definitions import write
from tests.bench.rivals.install import install
from tests.bench.rivals.running import run
from tests.support.records import ACCOUNT, REGION

NAME, VERSION = "iam-policy-autopilot", "0.3.0"
# Lambda has the version of its API in the names of events.
_DATED = re.compile(r"20\d{6}(?:v\d+)?$")
# Parameters that CloudTrail calls otherwise than the API.
_CALLED = {"bucketname": "bucket"}


def policies(records: Iterable[Mapping[str, Any]], folder: Path, cache: Path) -> list[str]:
    """The policies that it makes for a program with the calls of ``records``, as JSON.

    Raises :class:`RuntimeError` with its words when it fails.
    """
    program = folder / "calls.py"
    program.write_text(source(records), encoding="utf-8")
    tool = str(install(NAME, [f"{NAME}=={VERSION}"], cache) / NAME)
    with _served(folder / "reference") as address:
        environment = {
            "DISABLE_IAM_POLICY_AUTOPILOT_TELEMETRY": "true",
            "IAM_POLICY_AUTOPILOT_SERVICE_REFERENCE_URL": f"{address}/_services.json",
            "TMPDIR": str(folder),
        }
        options = ("--region", REGION, "--account", ACCOUNT)
        done = run([tool, "generate-policies", str(program), *options], folder, environment)
    if done.status:
        raise RuntimeError(f"{NAME}: {done.err}")
    return [json.dumps(one["Policy"]) for one in json.loads(done.out)["Policies"]]


def source(records: Iterable[Mapping[str, Any]]) -> str:
    """A program in Python that makes the calls of ``records`` with boto3.

    A parameter that boto3 requires and CloudTrail leaves out is empty.
    """
    session = botocore.session.get_session()
    clients: dict[str, Any] = {}
    lines = []
    for record in records:
        service = record["eventSource"].partition(".")[0]
        if service not in clients:
            clients[service] = session.get_service_model(service)
            lines.append(f'{service}_client = boto3.client("{service}")')
        operation = clients[service].operation_model(_DATED.sub("", record["eventName"]))
        members = {name.lower(): name for name in operation.input_shape.members}
        given = dict.fromkeys(operation.input_shape.required_members, "")
        for name, value in (record["requestParameters"] or {}).items():
            given[members[_CALLED.get(name.lower(), name.lower())]] = value
        arguments = ", ".join(f"{name}={value!r}" for name, value in given.items())
        lines.append(f"{service}_client.{xform_name(operation.name)}({arguments})")
    return "\n".join(("import boto3", *lines, ""))


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve the service reference in ``folder`` on this machine; give the address."""
    write(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_port}"
    listed = folder / "_services.json"
    services = [
        {**one, "url": f"{address}/{one['service']}.json"}
        for one in json.loads(listed.read_text(encoding="utf-8"))
    ]
    listed.write_text(json.dumps(services), encoding="utf-8")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing."""
