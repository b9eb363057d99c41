"""One target of an environment, as ``emit adopt`` takes it over."""

from emitter.adopt.adoption import adoptions
from emitter.project.config import read_config

CONFIG = """\
[environments.prod]
account = "111122223333"
region = "eu-west-1"
[environments.prod.targets.piped-lambda]
identity = { kind = "ec2-instance-profile", name = "piped", path = "/ci/" }
policy_name = "own"
values = { function = "a", function_role = "b" }
[environments.prod.targets.ufo]
identity = { kind = "group", name = "Ufo", users = ["ann"] }
values = { stack = "demo", cluster = "prod" }
[environments.prod.targets.lambroll]
values = { function = "a", function_role = "b" }
[environments.prod.targets.lambroll.identity]
kind = "github-oidc"
name = "gh"
repository = "o/r"
subject = "pull_request"
provider = "create"
"""


def adopt(folder, target, config=CONFIG):
    """The adoption of ``target`` by a ``config`` that is written into ``folder``."""
    (folder / "emit.toml").write_text(config)
    (found,) = adoptions(read_config(folder / "emit.toml"), "prod", [target])
    return found
