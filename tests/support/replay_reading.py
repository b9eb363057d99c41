"""Calls read from text or bytes, for tests."""

import gzip
import json

from emitter.replay import Call, entries, opened

# A policy that allows an action, or a list of them.
ALLOW = (
    '{"Version": "2012-10-17", "Statement": [\n'
    '{"Sid": "Services", "Effect": "Allow",\n"Action": %s, "Resource": "*"}]}'
)
GOOD = '{"action": "ecs:ListClusters"}\n'
BAD = '{"action": "ecs:CreateCluster", "resource": "*"}\n'


def read(tmp_path, content, name="calls"):
    """Every entry of a file that holds ``content``: text, bytes, or what JSON has for it."""
    path = tmp_path / name
    if not isinstance(content, (str, bytes)):
        content = json.dumps(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(entries(opened(str(path))))


def zipped(content):
    return gzip.compress(content.encode())


def requests(found):
    """Action and resource of everything that calls ask for."""
    return [
        (asked.request.action, asked.request.resource)
        for entry in found
        if isinstance(entry, Call)
        for asked in entry.asked
    ]


def skipped(found):
    """Line and reason of everything that is no call."""
    return [(entry.where.line, entry.why) for entry in found if not isinstance(entry, Call)]
