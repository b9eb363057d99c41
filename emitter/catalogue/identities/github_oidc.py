"""A deployer that runs in a GitHub Actions workflow.

A subject with ids (``repo:OWNER@ID/NAME@ID:…``) is immutable: tokens of repositories that were created or
renamed since July 2026 have it. One without ids is held by the present owner of the name.
"""

from awacs import sts

from ..identity_settings import AUDIENCE, PROVIDER
from ..model import MATCH, GrantCondition, Kind, Parameter, Remark, Trust, vendor
from ..syntax import Syntax

_NAME = "[A-Za-z0-9_.-]{1,100}"

KIND = Kind(
    name="github-oidc",
    summary="the role of a GitHub Actions workflow, through GitHub's OIDC provider",
    makes="role",
    settings=(
        Parameter(
            "repository",
            "repositories whose workflows get it, as OWNER@ID/NAME@ID (immutable; gh api repos/OWNER/NAME has"
            " both ids), or as OWNER/NAME where tokens carry no ids",
            Syntax(
                f"{_NAME}/{_NAME}|{_NAME}@[0-9]{{1,20}}/{_NAME}@[0-9]{{1,20}}",
                "a repository is OWNER/NAME, or OWNER@ID/NAME@ID where its tokens carry ids",
                250,
            ),
        ),
        Parameter(
            "subject",
            "what in the repository gets it, as environment:prod, ref:refs/heads/main or pull_request",
            Syntax(
                r"(environment|ref|job_workflow_ref):[A-Za-z0-9_./:@*?#=%+-]{1,256}|pull_request",
                "a subject is environment:NAME, ref:refs/heads/NAME, ref:refs/tags/NAME, "
                "job_workflow_ref:… or pull_request",
                300,
            ),
            allows_wildcard=False,
        ),
        Parameter(
            "job_workflow_ref",
            "reusable workflows that alone get it, as OWNER/NAME/.github/workflows/FILE@refs/heads/main",
            Syntax(
                rf"{_NAME}/{_NAME}/\.github/workflows/[A-Za-z0-9_.*?-]{{1,100}}@[A-Za-z0-9_./*?-]{{1,200}}",
                "a reusable workflow is OWNER/NAME/.github/workflows/FILE@REF, its REF as in refs/heads/main",
                500,
            ),
            allows_wildcard=False,
        ),
        Parameter(
            "issuer",
            "issuer of the tokens",
            Syntax(
                r"https://token\.actions\.githubusercontent\.com(/[A-Za-z0-9-]{1,60})?",
                "the issuer is https://token.actions.githubusercontent.com, or that with /ENTERPRISE",
                128,
            ),
            default="token.actions.githubusercontent.com",
            many=False,
            strip="https://",
        ),
        AUDIENCE,
        PROVIDER,
    ),
    left_open=("repository", "subject"),
    companions=("oidc-provider",),
    trust=(
        Trust(
            "Federated",
            ("arn:{partition}:iam::{account}:oidc-provider/{issuer}",),
            (sts.AssumeRoleWithWebIdentity,),
            (
                GrantCondition("StringEquals", "{issuer}:aud", ("{audience}",)),
                GrantCondition(MATCH, "{issuer}:sub", ("repo:{repository}:{subject}",)),
                GrantCondition(
                    MATCH, "{issuer}:job_workflow_ref", ("{job_workflow_ref}",), when="job_workflow_ref"
                ),
            ),
        ),
    ),
    why="Workflows of these repositories get it, for these subjects, and no others",
    sources=(
        vendor("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html"),
        vendor("https://docs.github.com/en/actions/reference/security/oidc"),
    ),
    remarks=(
        Remark(
            "repository",
            "[^@]+",
            "The subject names a repository by its name, which another may come to have; OWNER@ID/NAME@ID is"
            " immutable, and gh api repos/OWNER/NAME prints both ids",
        ),
    ),
)
