"""The policy in ecspresso's own repository."""

from awacs import application_autoscaling as scaling
from awacs import (
    codedeploy,
    ecr,
    ecs,
    elasticloadbalancing,
    iam,
    logs,
    secretsmanager,
    servicediscovery,
    ssm,
    sts,
)
from awacs.aws import Action

from ...model import Page, PageStatement, Repository
from .sources import CODE, CODE_2_3_3

_NO_CODEDEPLOY = "codedeploy:GetDeployment is missing, so a deployment through CodeDeploy fails"
_NO_PARAMETER = "ssm:GetParameter is missing, so a definition file that names a parameter fails"
_ANY_ROLE = "iam:PassRole and sts:AssumeRole on * reach any role of the account that can be had"
_EXAMPLE = "it is an example of the repository, not a list of what is needed"
_OLD_LIST = "ecr:ListImages is never called"
_OLD_NAMESPACE = "servicediscovery:GetNamespace is never called from 2.4.1 on"


# Its wildcards are in no awacs module, so they are built.
def _page(code: Repository, parameters: Action, since: str | None, until: str | None, *warnings: str) -> Page:
    return Page(
        code.at("docs/iam-policy-example.json", 7, confidence="documented"),
        (
            PageStatement(
                "ecspresso",
                (
                    Action(scaling.prefix, "Describe*"),
                    Action(scaling.prefix, "Register*"),
                    Action(codedeploy.prefix, "BatchGet*"),
                    codedeploy.CreateDeployment,
                    Action(codedeploy.prefix, "List*"),
                    ecr.ListImages,
                    Action(ecs.prefix, "*"),
                    elasticloadbalancing.DescribeTargetGroups,
                    iam.GetRole,
                    iam.PassRole,
                    logs.GetLogEvents,
                    secretsmanager.GetSecretValue,
                    servicediscovery.GetNamespace,
                    parameters,
                    sts.AssumeRole,
                ),
                ("*",),
            ),
        ),
        since,
        until,
        warnings,
    )


PAGES = (
    _page(CODE, ssm.GetParameter, None, "2.3.2", _NO_CODEDEPLOY, _ANY_ROLE, _EXAMPLE, _OLD_LIST),
    _page(
        CODE_2_3_3,
        ssm.GetParameters,
        "2.3.3",
        "2.4.0",
        _NO_CODEDEPLOY,
        _NO_PARAMETER,
        _ANY_ROLE,
        _EXAMPLE,
        _OLD_LIST,
    ),
    _page(
        CODE_2_3_3,
        ssm.GetParameters,
        "2.4.1",
        None,
        _NO_CODEDEPLOY,
        _NO_PARAMETER,
        _ANY_ROLE,
        _EXAMPLE,
        _OLD_LIST,
        _OLD_NAMESPACE,
    ),
)
