"""The roles of the bootstrap stack, which a deployment assumes."""

from awacs import sts

from ...model import Evidence, Grant, Scope, WhenFeature, vendor
from .._cdk import CODE, GUIDE, api


def _assets(file: str, *lines: int) -> Evidence:
    return CODE.at(f"packages/@aws-cdk/cdk-assets-lib/lib/{file}", *lines)


def _role(name: str) -> tuple[str | WhenFeature, ...]:
    """Return the bootstrap role ``name`` of this account and Region, and with a feature of others."""
    place, other = "{account}-{region}", "{other_account}-{other_region}"
    return (
        f"arn:{{partition}}:iam::{{account}}:role/cdk-{{qualifier}}-{name}-role-{place}",
        WhenFeature(
            "other-environments",
            f"arn:{{partition}}:iam::{{other_account}}:role/cdk-{{qualifier}}-{name}-role-{other}",
        ),
    )


_ROLES = {name: _role(name) for name in ("deploy", "file-publishing", "image-publishing", "lookup")}


_ASSUME = {
    name: Scope(f"Assume{sid}Role", _ROLES[name])
    for name, sid in (
        ("deploy", "Deploy"),
        ("file-publishing", "FilePublishing"),
        ("image-publishing", "ImagePublishing"),
        ("lookup", "Lookup"),
    )
}


_SESSIONS = Scope("SessionTags", tuple(role for roles in _ROLES.values() for role in roles))


def _assume(feature: str, name: str, reason: str, *sources: Evidence) -> Grant:
    page = GUIDE.at("v2/guide/best-practices-security.adoc", 59, confidence="documented")
    return Grant(sts.AssumeRole, _ASSUME[name], (feature,), reason, (*sources, page))


_ASSUME_GRANTS = (
    _assume(
        "deploy",
        "deploy",
        "becomes the deploy role, with which it creates change sets and executes them",
        api("aws-auth/sdk-provider.ts", 347, 350),
    ),
    _assume(
        "files",
        "file-publishing",
        "becomes the role that uploads files, templates among them",
        _assets("aws.ts", 243, 247),
    ),
    _assume(
        "images",
        "image-publishing",
        "becomes the role that pushes container images",
        _assets("aws.ts", 243, 247),
    ),
    _assume(
        "lookups",
        "lookup",
        "becomes the role that reads the account: context lookups, diff, and what a failure is explained with",
        api("aws-auth/sdk-provider.ts", 347, 542),
    ),
    Grant(
        sts.TagSession,
        _SESSIONS,
        ("session-tags",),
        "the synthesizer gives sessions tags, and AWS authorises that apart",
        (
            vendor("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html"),
            api("aws-auth/sdk-provider.ts", 354),
        ),
    ),
)
