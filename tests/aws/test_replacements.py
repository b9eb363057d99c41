"""What makes a new resource is what the registry's schemas say."""

import pytest
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from emitter.aws.replacements import replaces

TYPES = {
    "role": "Role",
    "user": "User",
    "group": "Group",
    "policy": "ManagedPolicy",
    "instance-profile": "InstanceProfile",
    "oidc-provider": "OIDCProvider",
}
PROPERTIES = {"path": "Path", "description": "Description", "url": "Url"}


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("attribute", ["name", "path", "description", "url", "tags"])
def test_the_registry_says_so(kind, attribute):
    type_ = TYPES[kind]
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", f"AWS::IAM::{type_}").schema
    name = f"{type_}Name" if attribute == "name" else PROPERTIES.get(attribute, "Tags")
    assert replaces(kind, attribute) == (f"/properties/{name}" in schema["createOnlyProperties"])
