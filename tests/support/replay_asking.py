"""Records of CloudTrail as calls, and what those ask for."""

from emitter.replay import Call, Where, cloudtrail
from tests.support.records import record

HERE = Where("calls", 1, 0)


def call(*arguments, **more):
    return cloudtrail.call(record(*arguments, **more), HERE)


def asked(*arguments, **more):
    """What a record asks for: action, resource, whether the resource is known in part only."""
    found = call(*arguments, **more)
    assert isinstance(found, Call), found
    return [(one.request.action, one.request.resource, one.partial) for one in found.asked]
