"""Amazon API Gateway: its actions are the methods of HTTP, on the paths of its own API.

Portals and routing rules have actions of their own, as other services do. Sources: "How Amazon API Gateway
works with IAM", and the operations of both of its APIs, which a test holds to botocore
(https://docs.aws.amazon.com/apigateway/latest/developerguide/security_iam_service-with-iam.html,
https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html,
https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/operations.html).
"""

import re
from functools import cache
from urllib.parse import quote

from .parameters import Parameters
from .resource import CallPlace, CallResource

SERVICE = "apigateway"

_METHODS = {
    "Create": "POST",
    "Delete": "DELETE",
    "Export": "GET",
    "Flush": "DELETE",
    "Generate": "POST",
    "Get": "GET",
    "Import": "POST",
    "Put": "PUT",
    "Reimport": "PUT",
    "Reject": "POST",
    "Reset": "DELETE",
    "Tag": "PUT",
    "Test": "POST",
    "Untag": "DELETE",
    "Update": "PATCH",
}
_ODD_METHODS = {"ImportApi": "PUT", "ImportDocumentationParts": "PUT"}
# What makes a thing is on the path of all of them, and so is what lists them.
_MAKING = ("Create", "Generate", "Import")

_REST = "/restapis/{restApiId}"
_HTTP = "/apis/{apiId}"
_METHOD = f"{_REST}/resources/{{resourceId}}/methods/{{httpMethod}}"
_REST_STAGE, _HTTP_STAGE = f"{_REST}/stages/{{stageName}}", f"{_HTTP}/stages/{{stageName}}"

# The path of one of each; the second one is of HTTP and WebSocket APIs, where those have it too.
_PATHS: dict[str, tuple[str, ...]] = {
    "AccessLogSettings": (f"{_HTTP_STAGE}/accesslogsettings",),
    "Account": ("/account",),
    "Api": (_HTTP,),
    "ApiKey": ("/apikeys/{apiKey}",),
    "ApiMapping": ("/domainnames/{domainName}/apimappings/{apiMappingId}",),
    "Authorizer": (f"{_REST}/authorizers/{{authorizerId}}", f"{_HTTP}/authorizers/{{authorizerId}}"),
    "BasePathMapping": ("/domainnames/{domainName}/basepathmappings/{basePath}",),
    "ClientCertificate": ("/clientcertificates/{clientCertificateId}",),
    "CorsConfiguration": (f"{_HTTP}/cors",),
    "Deployment": (f"{_REST}/deployments/{{deploymentId}}", f"{_HTTP}/deployments/{{deploymentId}}"),
    "DocumentationPart": (f"{_REST}/documentation/parts/{{documentationPartId}}",),
    "DocumentationVersion": (f"{_REST}/documentation/versions/{{documentationVersion}}",),
    "DomainName": ("/domainnames/{domainName}",),
    "DomainNameAccessAssociation": ("/domainnameaccessassociations/{domainNameAccessAssociationArn}",),
    "Export": (f"{_REST_STAGE}/exports/{{exportType}}",),
    "GatewayResponse": (f"{_REST}/gatewayresponses/{{responseType}}",),
    "Integration": (f"{_METHOD}/integration", f"{_HTTP}/integrations/{{integrationId}}"),
    "IntegrationResponse": (
        f"{_METHOD}/integration/responses/{{statusCode}}",
        f"{_HTTP}/integrations/{{integrationId}}/integrationresponses/{{integrationResponseId}}",
    ),
    "Method": (_METHOD,),
    "MethodResponse": (f"{_METHOD}/responses/{{statusCode}}",),
    "Model": (f"{_REST}/models/{{modelName}}", f"{_HTTP}/models/{{modelId}}"),
    "ModelTemplate": (
        f"{_REST}/models/{{modelName}}/default_template",
        f"{_HTTP}/models/{{modelId}}/template",
    ),
    "RequestValidator": (f"{_REST}/requestvalidators/{{requestValidatorId}}",),
    "Resource": (f"{_REST}/resources/{{resourceId}}",),
    "RestApi": (_REST,),
    "Route": (f"{_HTTP}/routes/{{routeId}}",),
    "RouteRequestParameter": (f"{_HTTP}/routes/{{routeId}}/requestparameters/{{requestParameterKey}}",),
    "RouteResponse": (f"{_HTTP}/routes/{{routeId}}/routeresponses/{{routeResponseId}}",),
    "RouteSettings": (f"{_HTTP_STAGE}/routesettings/{{routeKey}}",),
    "Sdk": (f"{_REST_STAGE}/sdks/{{sdkType}}",),
    "SdkType": ("/sdktypes/{id}",),
    "Stage": (_REST_STAGE, _HTTP_STAGE),
    "UsagePlan": ("/usageplans/{usagePlanId}",),
    "UsagePlanKey": ("/usageplans/{usagePlanId}/keys/{keyId}",),
    "VpcLink": ("/vpclinks/{vpcLinkId}",),
}
# Events whose path is not that of what they are called after.
_ODD_PATHS = {
    "CreateResource": f"{_REST}/resources/{{parentId}}",
    "ExportApi": f"{_HTTP}/exports/{{specification}}",
    "FlushStageAuthorizersCache": f"{_REST_STAGE}/cache/authorizers",
    "FlushStageCache": f"{_REST_STAGE}/cache/data",
    "GetTags": "/tags/{resourceArn}",
    "GetUsage": "/usageplans/{usagePlanId}/usage",
    "RejectDomainNameAccessAssociation": "/rejectdomainnameaccessassociations",
    "ResetAuthorizersCache": f"{_HTTP_STAGE}/cache/authorizers",
    "TagResource": "/tags/{resourceArn}",
    "TestInvokeAuthorizer": f"{_REST}/authorizers/{{authorizerId}}",
    "TestInvokeMethod": _METHOD,
    "UntagResource": "/tags/{resourceArn}",
    "UpdateUsage": "/usageplans/{usagePlanId}/keys/{keyId}/usage",
}
# Paths in whose ARNs an account stands.
_OWNED = "/domainnameaccessassociations"

_VERB = re.compile(r"[A-Z][a-z]+")
_HOLE = re.compile(r"\{(\w+)\}")


def asks(event: str, asked: Parameters, place: CallPlace) -> tuple[str, CallResource] | None:
    """Return the action that ``event`` is, and what it is on; ``None`` when there is no such operation."""
    verb = _VERB.match(event)
    method = _ODD_METHODS.get(event) or _METHODS.get(verb[0] if verb else "")
    paths = _paths(event)
    if method is None or not paths:
        return None
    if event == "TagResource" and "resource-arn" in asked:
        method = "POST"
    path = _HOLE.sub(
        lambda hole: _value(hole[1], asked), paths["apiid" in asked and "restapiid" not in asked]
    )
    account = place.account if path.startswith(_OWNED) else ""
    arn = f"arn:{place.partition}:{SERVICE}:{place.region or '*'}:{account}:{path}"
    return f"{SERVICE}:{method}", CallResource(arn, partial="*" in path)


@cache
def _paths(event: str) -> tuple[str, str] | None:
    """Return the path of ``event`` in REST APIs and in others."""
    odd = _ODD_PATHS.get(event)
    if odd is not None:
        return odd, odd
    verb = _VERB.match(event)
    noun = event[verb.end() :] if verb else ""
    one = _PATHS.get(noun)
    several = None if one and verb and verb[0] not in _MAKING else one or _PATHS.get(noun.removesuffix("s"))
    found = tuple(path.rpartition("/")[0] for path in several) if several else one
    return (found[0], found[-1]) if found else None


def _value(name: str, asked: Parameters) -> str:
    if name == "resourceArn":
        text = asked.get("resourcearn", asked.get("resource-arn", ("*",)))[0]
        return quote(text, safe="*")
    return asked.get(name.lower(), ("*",))[0] or "*"
