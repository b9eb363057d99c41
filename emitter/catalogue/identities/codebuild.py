"""A deployer that runs in AWS CodeBuild."""

from awacs import codebuild, logs, s3, sts

from ..identity_settings import switch
from ..model import Grant, GrantCondition, Kind, Parameter, Scope, Trust, vendor
from ..syntax import SEGMENT

_GUIDE = "https://docs.aws.amazon.com/codebuild/latest/userguide"
_SERVICE_ROLE = vendor(f"{_GUIDE}/setting-up-service-role.html")
_REPORTS = vendor(f"{_GUIDE}/test-permissions.html")

_LOG_GROUP = "arn:{partition}:logs:{region}:{account}:log-group:/aws/codebuild/{project}"
_BUILD_LOGS = Scope("BuildLogs", (_LOG_GROUP, f"{_LOG_GROUP}:*"))
# CodeBuild names a report group after the project that it is of.
_REPORT_GROUPS = Scope(
    "TestReports", ("arn:{partition}:codebuild:{region}:{account}:report-group/{project}-*",)
)
_ARTIFACTS = Scope("Artifacts", ("arn:{partition}:s3:::{artifact_bucket}/*",))
_ARTIFACT_BUCKETS = Scope("ArtifactBuckets", ("arn:{partition}:s3:::{artifact_bucket}",))

KIND = Kind(
    name="codebuild",
    summary="the service role of an AWS CodeBuild project",
    makes="role",
    settings=(
        Parameter("project", "names of the CodeBuild projects that get it", SEGMENT, "*"),
        switch("reports", "on, where the build publishes test reports"),
        Parameter("artifact_bucket", "S3 buckets that CodeBuild puts the build's artifacts in", SEGMENT),
    ),
    optional=("reports", "artifact_bucket"),
    trust=(
        Trust(
            "Service",
            ("codebuild.amazonaws.com",),
            (sts.AssumeRole,),
            (
                GrantCondition("StringEquals", "aws:SourceAccount", ("{account}",)),
                GrantCondition(
                    "ArnLike",
                    "aws:SourceArn",
                    ("arn:{partition}:codebuild:{region}:{account}:project/{project}",),
                ),
            ),
        ),
    ),
    why="AWS CodeBuild hands it to the builds of this account and Region that run the deployer",
    sources=(vendor(f"{_GUIDE}/cross-service-confused-deputy-prevention.html"),),
    grants=(
        Grant(
            logs.CreateLogGroup,
            _BUILD_LOGS,
            (),
            "CodeBuild creates the log group of the project at its first build",
            (_SERVICE_ROLE,),
        ),
        Grant(
            logs.CreateLogStream,
            _BUILD_LOGS,
            (),
            "CodeBuild opens a log for each build; without, the build ends with ACCESS_DENIED",
            (_SERVICE_ROLE,),
        ),
        Grant(logs.PutLogEvents, _BUILD_LOGS, (), "CodeBuild writes the log of the build", (_SERVICE_ROLE,)),
        Grant(
            codebuild.CreateReportGroup,
            _REPORT_GROUPS,
            ("reports",),
            "CodeBuild creates the report group that the buildspec names",
            (_REPORTS,),
        ),
        Grant(
            codebuild.CreateReport, _REPORT_GROUPS, ("reports",), "CodeBuild opens a test report", (_REPORTS,)
        ),
        Grant(
            codebuild.UpdateReport,
            _REPORT_GROUPS,
            ("reports",),
            "CodeBuild closes the test report",
            (_REPORTS,),
        ),
        Grant(
            codebuild.BatchPutTestCases,
            _REPORT_GROUPS,
            ("reports",),
            "CodeBuild writes the results of tests",
            (_REPORTS,),
        ),
        Grant(
            codebuild.BatchPutCodeCoverages,
            _REPORT_GROUPS,
            ("reports",),
            "CodeBuild writes code coverage",
            (_REPORTS,),
        ),
        Grant(
            s3.PutObject,
            _ARTIFACTS,
            ("artifact_bucket",),
            "CodeBuild uploads the artifacts of the build",
            (_SERVICE_ROLE,),
        ),
        Grant(
            s3.GetBucketAcl,
            _ARTIFACT_BUCKETS,
            ("artifact_bucket",),
            "CodeBuild checks who owns the bucket before it uploads",
            (_SERVICE_ROLE,),
        ),
        Grant(
            s3.GetBucketLocation,
            _ARTIFACT_BUCKETS,
            ("artifact_bucket",),
            "CodeBuild finds the Region of the bucket",
            (_SERVICE_ROLE,),
        ),
    ),
)
