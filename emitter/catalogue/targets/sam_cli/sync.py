"""What sam sync takes."""

from awacs import apigateway, awslambda, cloudformation, states

from ...model import Accept, Scope
from .sources import _DEPLOYER, _STACKS, _allow, _lib

_LAMBDA_ARN = "arn:{partition}:lambda:{region}:{account}"


_API_ARN = "arn:{partition}:apigateway:{region}::/restapis/{rest_api}"


_FUNCTIONS = Scope(
    "Functions",
    (f"{_LAMBDA_ARN}:function:{{function}}",),
    accepts=(
        Accept(
            "W506",
            "sam sync updates any function while none is named; the value function narrows it",
            unnamed="function",
        ),
    ),
)


_LAYERS = Scope("Layers", (f"{_LAMBDA_ARN}:layer:{{layer}}",))


_LAYER_VERSIONS = Scope("LayerVersions", (f"{_LAMBDA_ARN}:layer:{{layer}}:*",))


_LAYER_LIST = Scope("LayerList", ("*",))


_STATE_MACHINES = Scope(
    "StateMachines",
    ("arn:{partition}:states:{region}:{account}:stateMachine:{state_machine}",),
    accepts=(
        Accept(
            "W506",
            "sam sync updates any state machine while none is named; the value state_machine narrows it",
            unnamed="state_machine",
        ),
    ),
)


_API = Scope("RestApis", (_API_ARN,))


_API_PARTS = Scope("RestApiParts", (f"{_API_ARN}/*",))


_SYNC_GRANTS = (
    *_allow(
        _STACKS,
        ("sync",),
        (cloudformation.CreateStack, "creates the stack", _lib(_DEPLOYER, 644)),
        (cloudformation.UpdateStack, "updates the stack", _lib(_DEPLOYER, 658)),
        (
            cloudformation.GetTemplate,
            "finds out whether only code has changed",
            _lib("sync/infra_sync_executor.py", 262),
        ),
        (
            cloudformation.DescribeStackResource,
            "finds nested stacks",
            _lib("sync/infra_sync_executor.py", 312),
        ),
        (
            cloudformation.ListStackResources,
            "finds the functions, layers and APIs of the stack",
            _lib("utils/cloudformation.py", 82),
        ),
    ),
    *_allow(
        _FUNCTIONS,
        ("sync-functions",),
        (
            awslambda.GetFunction,
            "compares code with what is deployed, and waits for it",
            _lib("sync/flows/zip_function_sync_flow.py", 138),
        ),
        (
            awslambda.GetFunctionConfiguration,
            "waits until the function is updated",
            _lib("sync/flows/function_sync_flow.py", 120),
        ),
        (awslambda.UpdateFunctionCode, "updates code", _lib("sync/flows/function_sync_flow.py", 185)),
        (
            awslambda.PublishVersion,
            "publishes a version where the template has AutoPublishAlias",
            _lib("sync/flows/alias_version_sync_flow.py", 93),
        ),
        (
            awslambda.UpdateAlias,
            "points that alias at the version",
            _lib("sync/flows/alias_version_sync_flow.py", 97),
        ),
    ),
    *_allow(
        _LAYER_LIST,
        ("sync-layers",),
        (
            awslambda.ListLayerVersions,
            "finds the newest version of a layer; AWS lets no resource narrow it",
            _lib("sync/flows/layer_sync_flow.py", 38),
        ),
    ),
    *_allow(
        _LAYERS,
        ("sync-layers",),
        (
            awslambda.PublishLayerVersion,
            "publishes a version of a layer",
            _lib("sync/flows/layer_sync_flow.py", 154),
        ),
    ),
    *_allow(
        _LAYER_VERSIONS,
        ("sync-layers",),
        (
            awslambda.GetLayerVersion,
            "compares a layer with what is deployed, and lets functions have it",
            _lib("sync/flows/layer_sync_flow.py", 102),
        ),
        (
            awslambda.DeleteLayerVersion,
            "deletes the version before",
            _lib("sync/flows/layer_sync_flow.py", 167),
        ),
    ),
    *_allow(
        _FUNCTIONS,
        ("sync-layers",),
        (
            awslambda.GetFunction,
            "finds out which layers a function has",
            _lib("sync/flows/layer_sync_flow.py", 396),
        ),
        (
            awslambda.UpdateFunctionConfiguration,
            "gives functions the version of the layer",
            _lib("sync/flows/layer_sync_flow.py", 432),
        ),
    ),
    *_allow(
        _STATE_MACHINES,
        ("sync-state-machines",),
        (
            states.UpdateStateMachine,
            "updates the definition of a state machine",
            _lib("sync/flows/stepfunctions_sync_flow.py", 131),
        ),
    ),
    *_allow(
        _API,
        ("sync-rest-apis",),
        (apigateway.PUT, "overwrites the definition of an API", _lib("sync/flows/rest_api_sync_flow.py", 85)),
    ),
    *_allow(
        _API_PARTS,
        ("sync-rest-apis",),
        (apigateway.POST, "deploys it", _lib("sync/flows/rest_api_sync_flow.py", 99)),
        (apigateway.GET, "reads its stages", _lib("sync/flows/rest_api_sync_flow.py", 130, 171)),
        (
            apigateway.PATCH,
            "points its stages at the deployment",
            _lib("sync/flows/rest_api_sync_flow.py", 180),
        ),
        (
            apigateway.DELETE,
            "flushes the caches of its stages, and deletes the deployment before",
            _lib("sync/flows/rest_api_sync_flow.py", 189, 190, 206),
        ),
    ),
)
