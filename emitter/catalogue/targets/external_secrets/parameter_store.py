"""Parameters of the SSM Parameter Store: read, found and pushed."""

from awacs import ssm

from ...model import Grant, Scope, vendor
from .sources import AWS, MANAGED, NEW, parameters

_PARAMETERS = Scope("Parameters", ("{parameter}",))
_PATHS = Scope("ParameterPaths", ("{parameter_path}",))
_FIND_PARAMETERS = Scope("FindParameters", ("*",))
_PUSHED_PARAMETERS = Scope("PushedParameters", ("{pushed_parameter}",))
_NEW_PARAMETERS = Scope("TagParameters", ("{pushed_parameter}",), (NEW,))
_MANAGED_PARAMETERS = Scope("ManagedParameters", ("{pushed_parameter}",), (MANAGED,))

_FROM_PARAMETERS = (
    Grant(
        ssm.GetParameter,
        _PARAMETERS,
        ("ssm", "ssm-find"),
        "reads each parameter that an ExternalSecret names, or finds by tags",
        (parameters(512, 589),),
    ),
    Grant(
        ssm.ListTagsForResource,
        _PARAMETERS,
        ("ssm-tags",),
        "reads the tags of a parameter instead of its value (metadataPolicy: Fetch)",
        (parameters(115, 570),),
    ),
    Grant(
        ssm.GetParametersByPath,
        _PATHS,
        ("ssm-find",),
        "finds parameters by name and reads all below the path, whatever their own names allow",
        (parameters(385), vendor(f"{AWS}/systems-manager/latest/userguide/sysman-paramstore-access.html")),
    ),
    Grant(
        ssm.DescribeParameters,
        _FIND_PARAMETERS,
        ("ssm-find",),
        "finds parameters by tags, and by name where the path is denied; AWS lets no resource narrow it",
        (parameters(437, 486),),
    ),
)

_TO_PARAMETERS = (
    Grant(
        ssm.GetParameter,
        _PUSHED_PARAMETERS,
        ("ssm-push",),
        "compares the parameter with what is pushed, and looks for it before it is deleted",
        (parameters(135, 177, 251),),
    ),
    Grant(
        ssm.ListTagsForResource,
        _PUSHED_PARAMETERS,
        ("ssm-push",),
        "finds out whether the operator manages the parameter",
        (parameters(115, 143, 287),),
    ),
    Grant(
        ssm.PutParameter,
        _PUSHED_PARAMETERS,
        ("ssm-push",),
        "creates the parameter, and sets its value when it changed",
        (parameters(354),),
    ),
    Grant(
        ssm.AddTagsToResource,
        _NEW_PARAMETERS,
        ("ssm-push",),
        "tags the parameter when it is created, and sets tags that changed together with managed-by",
        (
            parameters(328, 350),
            vendor(f"{AWS}/systems-manager/latest/APIReference/API_PutParameter.html"),
        ),
    ),
    Grant(
        ssm.RemoveTagsFromResource,
        _MANAGED_PARAMETERS,
        ("ssm-push",),
        "removes tags that the metadata does not name",
        (parameters(315),),
    ),
    Grant(
        ssm.DeleteParameter,
        _MANAGED_PARAMETERS,
        ("ssm-push",),
        "deletes the parameter of a PushSecret with deletionPolicy: Delete",
        (parameters(157),),
    ),
)

PARAMETER_GRANTS = (*_FROM_PARAMETERS, *_TO_PARAMETERS)
