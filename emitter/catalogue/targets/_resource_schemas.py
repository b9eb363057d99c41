"""What CloudFormation's handlers call for a kind of resource, in the schemas that AWS publishes."""

from ..model import Evidence, Repository

# Terraform's provider keeps the schemas as AWS's registry gives them.
REPOSITORY = Repository("hashicorp/terraform-provider-awscc", "f995d4f4139602dbb9044f3108702f2a1837a872")
_FOLDER = "internal/service/cloudformation/schemas/"


def schema(places: str) -> tuple[Evidence, ...]:
    """Return a source for each of ``places``: ``S3_Bucket:1740,1743``, with spaces between."""
    return tuple(_source(*place.rsplit(":", 1)) for place in places.split())


def _source(kind: str, lines: str) -> Evidence:
    numbers = map(int, lines.split(","))
    source = REPOSITORY.at(f"{_FOLDER}AWS_{kind}.json", *numbers, confidence="vendor")
    return source._replace(cite=source.cite.replace(f"{REPOSITORY.name} {_FOLDER}", "CloudFormation schema "))
