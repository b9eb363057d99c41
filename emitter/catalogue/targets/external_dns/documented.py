"""The policy that ExternalDNS's tutorial gives, as it changed."""

from awacs import route53

from ...model import Evidence, Page, PageStatement, Repository

TOO_WIDE = (
    "changes every record of every hosted zone of the account, also of zones that its filters leave out"
)
OLD_TAG_ACTION = (
    "lacks route53:ListTagsForResources, which 0.16 calls in place of ListTagsForResource: with "
    "--aws-zone-tags no zone is read"
)
ANY_ZONE = ("arn:{partition}:route53:::hostedzone/*",)


def before_0_20(tags: route53.Action, source: Evidence, since: str, until: str, *warnings: str) -> Page:
    """Return the tutorial's policy of ``since`` to ``until``, which reads tags by ``tags``."""
    return Page(
        source,
        (
            PageStatement("Change", (route53.ChangeResourceRecordSets,), ANY_ZONE),
            PageStatement("Read", (route53.ListHostedZones, route53.ListResourceRecordSets, tags), ("*",)),
        ),
        since,
        until,
        (*warnings, TOO_WIDE),
    )


def page(repository: Repository, line: int) -> Evidence:
    """Return ``line`` of the tutorial for AWS as of the commit of ``repository``."""
    return repository.at("docs/tutorials/aws.md", line, confidence="documented")
