"""A role, group or user that is there already: only policies are made, and attached to it."""

from ..model import Kind, Parameter
from ..syntax import GROUP_NAME, ROLE_NAME, USER_NAME

KIND = Kind(
    name="existing",
    summary="a role, group or user that is there already",
    makes="existing",
    settings=(
        Parameter("role", "name of the role", ROLE_NAME, many=False),
        Parameter("group", "name of the group", GROUP_NAME, many=False),
        Parameter("user", "name of the user", USER_NAME, many=False),
    ),
    one_of=("role", "group", "user"),
    why="Somebody else keeps it",
)
