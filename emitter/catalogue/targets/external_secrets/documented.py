"""The policies of the pages for Secrets Manager and for the Parameter Store."""

from awacs import secretsmanager, ssm
from awacs.aws import Action

from ...model import Page, PageStatement
from .sources import documented

_READ = (
    secretsmanager.GetResourcePolicy,
    secretsmanager.GetSecretValue,
    secretsmanager.DescribeSecret,
    secretsmanager.ListSecretVersionIds,
)
_PUSH = (
    secretsmanager.CreateSecret,
    secretsmanager.PutSecretValue,
    secretsmanager.TagResource,
    secretsmanager.DeleteSecret,
)
_POLICIES = (
    secretsmanager.GetResourcePolicy,
    secretsmanager.PutResourcePolicy,
    secretsmanager.DeleteResourcePolicy,
)
_REPLICAS = (secretsmanager.ReplicateSecretToRegions, secretsmanager.RemoveRegionsFromReplication)
_READ_PARAMETERS = Action(ssm.prefix, "GetParameter*")

_NO_UNTAG = "lacks secretsmanager:UntagResource: a pushed secret that has a tag of somebody else is never updated again"
_NO_UNTAG_NOW = (
    "lacks secretsmanager:UntagResource: a pushed secret with tags in its metadata that has a tag of somebody "
    "else is never updated again"
)
_NO_DELETE = (
    "lacks ssm:DeleteParameter and ssm:RemoveTagsFromResource: pushed parameters are not deleted, "
    "and tags of others on them fail the push"
)
_OPTIONAL = (
    "its note says that DeleteResourcePolicy is for the option resourcePolicy; every update of a pushed secret "
    "calls it"
)
_REST = (
    "lacks ssm:DescribeParameters, without which no parameter is found by its tags",
    "deletes and overwrites secrets and parameters that the operator does not manage",
    "grants secretsmanager:ListSecretVersionIds and, to readers, GetResourcePolicy, which nothing calls, and "
    "with ssm:GetParameter* the history of parameters",
)


def _page(since: str, until: str, more: tuple[Action, ...], *warnings: str) -> Page:
    return Page(
        documented("aws-secrets-manager", 29),
        (
            PageStatement("Find", (secretsmanager.ListSecrets, secretsmanager.BatchGetSecretValue), ("*",)),
            PageStatement("Read", _READ, ("{secret}",)),
            PageStatement("Push", (*_PUSH, *more), ("{pushed_secret}",)),
            PageStatement("ReadParameters", (_READ_PARAMETERS,), ("{parameter}",)),
            PageStatement(
                "PushParameters",
                (
                    _READ_PARAMETERS,
                    Action(ssm.prefix, "PutParameter*"),
                    ssm.AddTagsToResource,
                    ssm.ListTagsForResource,
                ),
                ("{pushed_parameter}",),
            ),
        ),
        since,
        until,
        (*warnings, *_REST),
    )


PAGES = (
    _page("0.18", "0.18", (), _NO_DELETE),
    _page("0.19", "0.19", (), _NO_UNTAG, _NO_DELETE),
    _page("0.20", "2.5", _POLICIES, _NO_UNTAG, _NO_DELETE, _OPTIONAL),
    _page("2.6", "2.6", _POLICIES, _NO_UNTAG_NOW, _NO_DELETE, _OPTIONAL),
    _page("2.7", "2.9", (*_POLICIES, *_REPLICAS), _NO_UNTAG_NOW, _NO_DELETE, _OPTIONAL),
)
