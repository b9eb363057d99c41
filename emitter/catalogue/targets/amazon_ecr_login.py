"""The GitHub Action aws-actions/amazon-ecr-login, and docker with the token that it gets.

Read at v2.1.7; the calls have been the same since v1.6.0. The action itself gets a token, nothing else. What docker
then does is a feature each.
"""

from awacs import ecr, ecr_public, sts

from .. import syntax
from ..model import (
    Evidence,
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Release,
    Repository,
    Scope,
    Target,
    vendor,
)
from ._github_action import IDENTITIES

_CODE = Repository("aws-actions/amazon-ecr-login", "03f1aad4c6c7ffd436567f42f9384779290529bd")
_AWS = "https://docs.aws.amazon.com"
_PULL = vendor(f"{_AWS}/AmazonECR/latest/userguide/repository-policy-examples.html")
_PUSH = vendor(f"{_AWS}/AmazonECR/latest/userguide/image-push-iam.html")
_PUBLIC_PUSH = vendor(f"{_AWS}/AmazonECR/latest/public/docker-push-ecr-image.html")
_PUBLIC_LOGIN = vendor(f"{_AWS}/AmazonECR/latest/public/public-registry-auth.html")


def _readme(*lines: int) -> Evidence:
    return _CODE.at("README.md", *lines, confidence="documented")


_REGISTRY = Scope("Registry", ("*",))
_PUBLIC_REGISTRY = Scope("PublicRegistry", ("*",))
_BEARER = Scope(
    "PublicRegistryToken",
    ("*",),
    (GrantCondition("StringEquals", "sts:AWSServiceName", ("ecr-public.amazonaws.com",)),),
)
_REPOSITORY = "arn:{partition}:ecr:{region}:{account}:repository/{repository}"
_REPOSITORIES = Scope("Repositories", (_REPOSITORY,))
_FOREIGN = Scope(
    "OtherAccountRepositories",
    ("arn:{partition}:ecr:{region}:{other_account}:repository/{other_repository}",),
)
_PUBLIC_REPOSITORY = "arn:{partition}:ecr-public::{account}:repository/{public_repository}"
_PUBLIC = Scope("PublicRepositories", (_PUBLIC_REPOSITORY,))

_PULLING = (
    (ecr.BatchGetImage, "docker pull asks for the manifest of the image"),
    (ecr.GetDownloadUrlForLayer, "docker pull downloads the layers of the image"),
)
_PUSHING = (
    (ecr.BatchCheckLayerAvailability, "docker push asks which layers are there already"),
    (ecr.InitiateLayerUpload, "docker push begins to upload a layer"),
    (ecr.UploadLayerPart, "docker push uploads a layer"),
    (ecr.CompleteLayerUpload, "docker push ends the upload of a layer"),
    (ecr.PutImage, "docker push stores the manifest of the image"),
)
_PUBLIC_PUSHING = (
    (ecr_public.BatchCheckLayerAvailability, _PUSHING[0][1]),
    (ecr_public.InitiateLayerUpload, _PUSHING[1][1]),
    (ecr_public.UploadLayerPart, _PUSHING[2][1]),
    (ecr_public.CompleteLayerUpload, _PUSHING[3][1]),
    (ecr_public.PutImage, _PUSHING[4][1]),
)

_GRANTS = (
    Grant(
        ecr.GetAuthorizationToken,
        _REGISTRY,
        ("login",),
        "gets the password of the registries, also of other accounts; AWS lets no resource narrow it",
        (_CODE.at("index.js", 83), _readme(291)),
    ),
    Grant(
        ecr_public.GetAuthorizationToken,
        _PUBLIC_REGISTRY,
        ("public-login",),
        "gets the password of the public registry; AWS lets no resource narrow it",
        (_CODE.at("index.js", 107), _readme(359)),
    ),
    Grant(
        sts.GetServiceBearerToken,
        _BEARER,
        ("public-login",),
        "the password of the public registry is a bearer token, which AWS authorises apart",
        (_PUBLIC_LOGIN, _readme(360)),
    ),
    *(
        Grant(action, _REPOSITORIES, ("pull", "push"), reason, (_PULL, _readme(311)))
        for action, reason in _PULLING
    ),
    *(Grant(action, _REPOSITORIES, ("push",), reason, (_PUSH, _readme(330))) for action, reason in _PUSHING),
    *(
        Grant(action, _FOREIGN, ("other-account-pull", "other-account-push"), reason, (_PULL, _readme(311)))
        for action, reason in _PULLING
    ),
    *(
        Grant(action, _FOREIGN, ("other-account-push",), reason, (_PUSH, _readme(330)))
        for action, reason in _PUSHING
    ),
    *(
        Grant(action, _PUBLIC, ("public-push",), reason, (_PUBLIC_PUSH, _readme(380)))
        for action, reason in _PUBLIC_PUSHING
    ),
)


_PAGE = Page(
    # What it gives for pulling is part of what it gives for pushing.
    _readme(285, 324, 353, 374),
    (
        PageStatement("GetAuthorizationToken", (ecr.GetAuthorizationToken,), ("*",)),
        PageStatement(
            "AllowPushPull",
            (
                ecr.BatchGetImage,
                ecr.BatchCheckLayerAvailability,
                ecr.CompleteLayerUpload,
                ecr.GetDownloadUrlForLayer,
                ecr.InitiateLayerUpload,
                ecr.PutImage,
                ecr.UploadLayerPart,
            ),
            (_REPOSITORY,),
        ),
        PageStatement(
            "GetPublicAuthorizationToken",
            (ecr_public.GetAuthorizationToken, sts.GetServiceBearerToken),
            ("*",),
        ),
        PageStatement(
            "AllowPublicPush",
            (
                ecr_public.BatchCheckLayerAvailability,
                ecr_public.CompleteLayerUpload,
                ecr_public.InitiateLayerUpload,
                ecr_public.PutImage,
                ecr_public.UploadLayerPart,
            ),
            (_PUBLIC_REPOSITORY,),
        ),
    ),
    warnings=(
        "allows sts:GetServiceBearerToken for every service that has bearer tokens, not for ECR Public alone",
        "says nothing of repositories of other accounts, to which the action can log in with registries",
    ),
)

TARGET = Target(
    name="amazon-ecr-login",
    title="images on Amazon ECR",
    deployer="GitHub Action amazon-ecr-login",
    versions=("1.5", "1.6", "1.7", "2.0", "2.1"),
    read=Release("2.1.7", "2026-11-28"),
    identities=IDENTITIES,
    identity_name="amazon-ecr-login",
    policy_name="amazon-ecr-login",
    parameters=(
        Parameter("repository", "names of the ECR repositories of this account", syntax.PATH_SEGMENTS, "*"),
        Parameter(
            "other_account", "other accounts whose registries it uses", syntax.ACCOUNT, allows_wildcard=False
        ),
        Parameter(
            "other_repository", "names of the ECR repositories of those accounts", syntax.PATH_SEGMENTS, "*"
        ),
        Parameter("public_repository", "names of the repositories of ECR Public", syntax.PATH_SEGMENTS, "*"),
    ),
    features=(
        Feature("login", "logs docker in to private registries", default=True),
        Feature("pull", "docker pull from repositories of this account"),
        Feature("push", "docker push to repositories of this account, and pull from them"),
        Feature("other-account-pull", "docker pull from repositories of other accounts (registries)"),
        Feature("other-account-push", "docker push to repositories of other accounts (registries), and pull"),
        Feature("public-login", "logs docker in to ECR Public (registry-type: public)"),
        Feature("public-push", "docker push to ECR Public; a pull from it takes no permission"),
    ),
    grants=_GRANTS,
    pages=(_PAGE,),
    repositories=(_CODE,),
)
