"""One user who runs the deployer; how it signs in is not decided here."""

from ..model import Kind, vendor

KIND = Kind(
    name="user",
    summary="an IAM user; access keys are never emitted",
    makes="user",
    why="The person or job that runs the deployer",
    sources=(vendor("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users.html"),),
)
