"""What a value may look like: one row per kind of value, with the rule in words.

The rules for IAM names, paths and tags are those of the IAM API reference
(https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html, each type's pattern and
length) and of "IAM and AWS STS quotas". The rules for other services are those of the
service's own ``Create`` call. IAM admits a comma in a name; no rule of a name does here, since people
write lists with commas, and CloudFormation reads a list so. No rule admits a quote, brace, dollar sign,
percent sign, backslash or control character, so a value can always stand in an ARN, in JSON and in YAML.

A row is used three times: to check a value that is given, as ``AllowedPattern`` of a
CloudFormation parameter, and as ``validation`` of a Terraform variable. Its pattern is
therefore kept to the part of regular expressions that Python, Java and Go read alike, and
always matches the whole value.
"""

import re
from typing import NamedTuple

from ..aws.quotas import MANAGED_POLICY_NAME
from ..aws.regions import REGION_FORM


class Syntax(NamedTuple):
    """One kind of value: ``pattern`` matches all of a good value, ``rule`` says so in words.

    ``named`` is the stricter pattern of a value that must not match everything.
    """

    pattern: str
    rule: str
    longest: int = 2048
    named: str = ""

    @property
    def strictest(self) -> str:
        """The pattern of a value that must not match everything."""
        return self.named or self.pattern

    def without(self, opening: str) -> "Syntax":
        """Return the rule of values of which ``opening``, which begins each, is left off."""
        bare = self.pattern.removeprefix(opening)
        return Syntax(bare, f"{self.rule}, without {opening}", self.longest - len(opening))

    def accepts(self, value: str) -> bool:
        """Return whether ``value`` keeps the rule."""
        return len(value) <= self.longest and re.fullmatch(self.pattern, value) is not None


def policy_name(longest: int) -> Syntax:
    """Return names of policies of up to ``longest`` characters."""
    rule = f"a policy name is 1 to {longest} letters, digits and _+=.@-"
    return Syntax(rf"[A-Za-z0-9_+=.@-]{{1,{longest}}}", rule, longest)


REGION = Syntax(REGION_FORM, "a region is like eu-west-1", 32)
ACCOUNT = Syntax(r"[0-9]{12}", "an account is twelve digits", 12)

ROLE_NAME = Syntax(r"[A-Za-z0-9_+=.@-]{1,64}", "a role name is 1 to 64 letters, digits and _+=.@-", 64)
USER_NAME = Syntax(r"[A-Za-z0-9_+=.@-]{1,64}", "a user name is 1 to 64 letters, digits and _+=.@-", 64)
GROUP_NAME = Syntax(r"[A-Za-z0-9_+=.@-]{1,128}", "a group name is 1 to 128 letters, digits and _+=.@-", 128)
POLICY_NAME = policy_name(MANAGED_POLICY_NAME)
# IAM also admits quotes, dollars and braces in a path; a template's reader could not tell them
# from the template's own syntax.
IAM_PATH = Syntax(
    r"/|/[A-Za-z0-9_+=.@/-]{0,510}/",
    "a path begins and ends with / and has letters, digits and _+=.@-/ between, 512 characters in all",
    512,
)
TAG_KEY = Syntax(r"[\w .:/=+@-]{1,128}", "a tag key is 1 to 128 letters, digits, spaces and _.:/=+-@", 128)
TAG_VALUE = Syntax(
    r"[\w .:/=+@-]{0,256}", "a tag value is up to 256 letters, digits, spaces and _.:/=+-@", 256
)
DESCRIPTION = Syntax(
    r"[A-Za-z0-9 _.,:;/=+@()#*?!&<>'-]{0,1000}",
    "a description is up to 1,000 letters, digits, spaces and _.,:;/=+@()#*?!&<>'-",
    1000,
)


def _wild(characters: str, longest: int, rule: str) -> Syntax:
    """Return values of ``characters`` (the inside of a class) and the wildcards ``*`` and ``?``."""
    # A wildcard first in a class is plain; the hyphen of ``characters`` stays last.
    wild = f"[*?{characters}]"
    return Syntax(f"{wild}{{1,{longest}}}", rule, longest, f"[*?]*[{characters}]{wild}*")


ROLE = _wild(
    "A-Za-z0-9_+=.@/-",
    576,
    "a role is named by its name, with its path before it if it has one (team/web-task)",
)
SEGMENT = _wild(
    "A-Za-z0-9_.+=@:-",
    255,
    "one part of an ARN is up to 255 letters, digits and _.+=@:-, or a pattern with * and ?",
)
PATH_SEGMENTS = _wild(
    "A-Za-z0-9_.+=@/-",
    512,
    "this part of an ARN is up to 512 letters, digits and _.+=@/-, or a pattern with * and ?",
)
ECS_NAME = _wild(
    "A-Za-z0-9_-", 255, "an ECS name is up to 255 letters, digits, - and _, or a pattern with * and ?"
)
FUNCTION_NAME = _wild(
    "A-Za-z0-9_-", 64, "a function name is up to 64 letters, digits, - and _, or a pattern with * and ?"
)
