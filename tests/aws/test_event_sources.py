"""Event sources: each service of the AWS SDK for Python finds its actions by both names that it has."""

import botocore.session
import pytest

from emitter.aws.event_sources import PREFIXES
from emitter.aws.service_reference import services
from emitter.replay.actions import actions

SESSION = botocore.session.get_session()
# Their requests need no permission of IAM, or one that depends on more than the name of the operation.
WITHOUT = {
    *("account-access-runtime", "apigateway", "apigatewaymanagementapi", "apigatewayv2", "codecatalyst"),
    *("connectparticipant", "geo-maps", "neptunedata", "sso", "sso-oidc"),
    # Of AWS's past or future: the reference does not list them.
    *("applicationcostprofiler", "cloudhsm", "connectscheduling", "iam-toolbox", "iotthingsgraph"),
    *("lambda-core", "opensearchmemory", "sagemaker-inference-router-runtime"),
}


def test_prefixes_are_of_services_and_tell_something():
    assert {prefix for several in PREFIXES.values() for prefix in several} <= services()
    assert [source for source, prefixes in PREFIXES.items() if prefixes == (source,)] == []


@pytest.mark.parametrize("service", sorted({*SESSION.get_available_services()} - WITHOUT))
def test_the_operations_of_a_service_are_found_by_its_event_source(service):
    model = SESSION.get_service_model(service)
    for name in {model.metadata["endpointPrefix"], model.signing_name}:
        source = f"{name.lower()}.amazonaws.com"
        # execute-api is what the requests of APIs are signed for.
        found = [one for one in model.operation_names if actions(source, one).actions]
        assert len(found) >= 0.5 * len(model.operation_names) or name == "execute-api", (source, len(found))
