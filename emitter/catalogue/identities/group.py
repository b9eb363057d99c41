"""A group of people who run the deployer themselves."""

from ..model import Kind, vendor

KIND = Kind(
    name="group",
    summary="an IAM group, with users created in it or added to it",
    makes="group",
    why="Its members are the people who run the deployer",
    sources=(vendor("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html"),),
)
