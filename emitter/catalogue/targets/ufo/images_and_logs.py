"""Images in ECR and log groups."""

from awacs import ecr, logs

from ...model import Scope
from .sources import _AWS_LOGS, _ECR_PUSH, _allow, _at, _calls, _five, _six

_LOG_GROUP_ARN = "arn:{partition}:logs:{region}:{account}:log-group:{log_group}"


_LOG_GROUPS = Scope("LogGroups", (_LOG_GROUP_ARN, f"{_LOG_GROUP_ARN}:*"))


_LOG_GROUP_LIST = Scope("LogGroupList", ("*",))


_REPOSITORY_ARN = "arn:{partition}:ecr:{region}:{account}:repository"


_REPOSITORIES = Scope("Repositories", (f"{_REPOSITORY_ARN}/{{ecr_repository}}",))


_CLEANED = Scope("CleanedRepositories", (f"{_REPOSITORY_ARN}/{{cleaned_repository}}",))


_REGISTRY = Scope("Registry", ("*",))


_PUSH = _ECR_PUSH + _six("docker/pusher.rb:19") + _five("docker/pusher.rb:23")

_IMAGE_AND_LOG_GRANTS = (
    *_calls(
        _LOG_GROUP_LIST,
        ("log-group", "task"),
        (
            logs.DescribeLogGroups,
            "asks whether the log group is there; AWS lets no resource narrow it",
            "log_group.rb:27",
            "log_group.rb:31",
        ),
    ),
    *_calls(
        _LOG_GROUPS,
        ("log-group", "task"),
        (
            logs.CreateLogGroup,
            "creates the log group when it is not there",
            "log_group.rb:29",
            "log_group.rb:33",
        ),
    ),
    *_allow(
        _LOG_GROUPS,
        ("logs",),
        (
            logs.FilterLogEvents,
            "shows the log of the app",
            _at(_AWS_LOGS, "lib/", "aws_logs/tail.rb:75") + _six("cli/logs.rb:73") + _five("logs.rb:52"),
        ),
    ),
    *_calls(
        _REGISTRY,
        ("ecr", "ecr-clean"),
        (
            ecr.GetAuthorizationToken,
            "signs Docker in to the registry; AWS lets no resource narrow it",
            "ecr/auth.rb:49",
            "ecr/auth.rb:48",
        ),
    ),
    *_allow(
        _REPOSITORIES,
        ("ecr",),
        (ecr.BatchCheckLayerAvailability, "docker push asks which layers are there", _PUSH),
        (ecr.InitiateLayerUpload, "docker push begins a layer", _PUSH),
        (ecr.UploadLayerPart, "docker push sends a layer", _PUSH),
        (ecr.CompleteLayerUpload, "docker push ends a layer", _PUSH),
        (ecr.PutImage, "docker push tags the image", _PUSH),
        (ecr.BatchGetImage, "docker push reads manifests, and so does a build on such an image", _PUSH),
        (
            ecr.GetDownloadUrlForLayer,
            "a build on an image of the repository pulls its layers",
            _ECR_PUSH + _six("docker/builder.rb:30") + _five("docker/builder.rb:26"),
        ),
    ),
    *_calls(
        _CLEANED,
        ("ecr-clean",),
        (ecr.ListImages, "finds images older than those to keep", "ecr/cleaner.rb:28", "ecr/cleaner.rb:30"),
        (ecr.BatchDeleteImage, "deletes those images", "ecr/cleaner.rb:42", "ecr/cleaner.rb:46"),
    ),
)
