"""Calls that are replayed against a policy, for tests."""

import json

from emitter.evaluate import AccessRequest, compile_policies
from emitter.reading.files import read_text
from emitter.replay import Asked, Call, Where, replay


def policy(*statements):
    return tuple(
        read_text(json.dumps({"Version": "2012-10-17", "Statement": statements}), "p.json").documents
    )


def allow(sid, action, resource="*", **more):
    return {"Sid": sid, "Effect": "Allow", "Action": action, "Resource": resource} | more


def call(action, resource=None, number=0, partial=False, **context):
    context = {key.replace("_", ":"): value for key, value in context.items()}
    return Call(
        Where("calls", number + 1, number), (Asked(AccessRequest(action, resource, context), partial),)
    )


def tally(documents, *calls):
    return replay(calls, compile_policies(documents), documents)


def narrower(resource, *used, action="ecs:StopTask"):
    found = tally(policy(allow("One", action, resource)), *(call(action, one) for one in used))
    return [one.used for one in found.narrower if one.what == "resource"]
