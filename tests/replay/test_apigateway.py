"""API Gateway: methods and paths of its operations, as botocore has them."""

import re

import botocore.session
import pytest

from emitter.aws import service_reference
from emitter.replay.apigateway import asks
from emitter.replay.resource import CallPlace
from tests.support.records import ACCOUNT, REGION

PLACE = CallPlace(REGION, ACCOUNT)
SESSION = botocore.session.get_session()
MODELS = {name: SESSION.get_service_model(name) for name in ("apigateway", "apigatewayv2")}
# Without those that have an action of their own; IAM calls PutRoutingRule by another name.
OPERATIONS = [
    (name, operation)
    for name, model in MODELS.items()
    for operation in model.operation_names
    if operation != "PutRoutingRule" and not service_reference.action(f"apigateway:{operation}")
]


@pytest.mark.parametrize(("name", "operation"), OPERATIONS)
def test_every_operation_has_its_method_and_path(name, operation):
    model = MODELS[name].operation_model(operation)
    shape = model.input_shape
    holes = {
        member.serialization["name"]: key
        for key, member in (shape.members.items() if shape else ())
        if member.serialization.get("location") == "uri"
    }
    dashed = {key: key for key in holes if "-" in key}
    asked = {(dashed.get(hole) or key).lower(): (f"x{key}",) for hole, key in holes.items()}
    path = model.http["requestUri"].partition("?")[0].removeprefix("/v2")
    path = re.sub(r"\{([^}]+)\}", lambda hole: f"x{holes[hole[1]]}", path)
    action, resource = asks(operation, asked, PLACE)
    assert action == f"apigateway:{model.http['method']}"
    assert resource.arn.partition("::")[2] == path or resource.arn.endswith(f":{ACCOUNT}:{path}")
    assert not resource.partial


def test_what_is_not_named_is_open():
    arn = f"arn:aws:apigateway:{REGION}::/restapis/*/stages/prod"
    assert asks("UpdateStage", {"stagename": ("prod",)}, PLACE) == ("apigateway:PATCH", (arn, True))


def test_what_is_tagged_is_quoted_in_the_path():
    _, found = asks("UntagResource", {"resourcearn": ("arn:aws:apigateway:x::/restapis/a",)}, PLACE)
    assert found.arn.endswith("::/tags/arn%3Aaws%3Aapigateway%3Ax%3A%3A%2Frestapis%2Fa")


@pytest.mark.parametrize(
    "event", ["", "Get", "GetPortal", "PutRoutingRule", "GetNothing", "Nothing", "CreateRestApis2", "x"]
)
def test_there_is_no_other(event):
    assert asks(event, {}, PLACE) is None
