"""moto in server mode, on a free port of the loopback interface, with a record of what it was asked."""

import io
import logging
import threading
import urllib.request
from typing import NamedTuple
from urllib.parse import parse_qs

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from tests.e2e.gaps import PodIdentity


class Account(NamedTuple):
    """An AWS account in one region, and the variables that lead there."""

    server: "Server"
    number: str
    region: str
    partition: str
    dns_suffix: str
    variables: dict

    def client(self, service):
        return boto3.client(
            service,
            endpoint_url=self.variables["AWS_ENDPOINT_URL"],
            region_name=self.region,
            aws_access_key_id=self.variables["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.variables["AWS_SECRET_ACCESS_KEY"],
            aws_session_token=self.variables["AWS_SESSION_TOKEN"],
        )


class Server:
    """moto as a server; ``calls`` is every action that it was asked for, in order.

    ``after`` is called with each, when it has been done.
    """

    def __init__(self):
        self.calls = []
        self.after = lambda call: None
        self._moto = DomainDispatcherApplication(create_backend_app)
        self.pods = PodIdentity()
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = make_server(
            "127.0.0.1", 0, self._answer, threaded=True, request_handler=MotoRequestHandler
        )
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def account(self, number, region, fresh=True):
        """The account ``number``; where ``fresh``, nothing is in it or in any other."""
        self.pods.reset()
        self.after = lambda call: None
        keys = {"region_name": region, "aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
        session = boto3.Session(**keys)
        partition = session.get_partition_for_region(region)
        client = session.client("sts", endpoint_url=self.url)
        if fresh:
            urllib.request.urlopen(f"{self.url}/moto-api/reset", data=b"").close()
        # moto distinguishes accounts by the key that is used, and these keys are of that account.
        role = f"arn:{partition}:iam::{number}:role/administrator"
        given = client.assume_role(RoleArn=role, RoleSessionName="e2e")["Credentials"]
        self.calls.clear()
        return Account(
            self,
            number,
            region,
            partition,
            "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com",
            {
                "AWS_ENDPOINT_URL": self.url,
                "AWS_REGION": region,
                "AWS_ACCESS_KEY_ID": given["AccessKeyId"],
                "AWS_SECRET_ACCESS_KEY": given["SecretAccessKey"],
                "AWS_SESSION_TOKEN": given["SessionToken"],
            },
        )

    def _answer(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        asked = parse_qs(body.decode("utf-8", "replace")).get("Action")
        self.calls.append(asked[0] if asked else f"{method} {path}")
        call = self.calls[-1]
        answer = (self.pods if self.pods.serves(path) else self._moto)(environ, start_response)
        self.after(call)
        return answer
