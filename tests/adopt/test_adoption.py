"""What an environment makes, by the names that AWS has for it."""

import pytest

from emitter.adopt.adoption import adoptions
from emitter.errors import ConfigurationError, UsageError
from emitter.project.config import read_config
from tests.support.adopting import CONFIG, adopt

PREFIX = "arn:aws:iam::111122223333"


@pytest.mark.parametrize(
    ("target", "made"),
    [
        (
            "piped-lambda",
            [
                ("Role", "role", "piped", "/ci/", ""),
                ("InstanceProfile", "instance-profile", "piped", "/ci/", ""),
                ("PipedLambdaPolicy", "policy", "own", "/ci/", f"{PREFIX}:policy/ci/own"),
            ],
        ),
        (
            "ufo",
            [
                ("Group", "group", "Ufo", "/", ""),
                ("AnnUser", "user", "ann", "/", ""),
                ("UfoPolicy", "policy", "UFOPolicy", "/", f"{PREFIX}:policy/UFOPolicy"),
                ("UfoPolicy2", "policy", "UFOPolicy-2", "/", f"{PREFIX}:policy/UFOPolicy-2"),
            ],
        ),
        (
            "lambroll",
            [
                ("Role", "role", "gh", "/", ""),
                (
                    "OidcProvider",
                    "oidc-provider",
                    "https://token.actions.githubusercontent.com",
                    "/",
                    f"{PREFIX}:oidc-provider/token.actions.githubusercontent.com",
                ),
                ("LambrollPolicy", "policy", "lambroll", "/", f"{PREFIX}:policy/lambroll"),
            ],
        ),
    ],
)
def test_what_a_target_makes(tmp_path, target, made):
    found = adopt(tmp_path, target)
    assert (found.target, found.partition, found.account) == (target, "aws", "111122223333")
    assert list(map(tuple, found.resources)) == made


def test_the_partition_follows_the_region(tmp_path):
    found = adopt(tmp_path, "lambroll", CONFIG.replace("eu-west-1", "cn-north-1"))
    assert found.partition == "aws-cn"
    assert found.resources[-1].arn == "arn:aws-cn:iam::111122223333:policy/lambroll"


def test_without_targets_every_file_is_adopted(tmp_path):
    (tmp_path / "emit.toml").write_text(CONFIG)
    found = adoptions(read_config(tmp_path / "emit.toml"), "prod", ())
    assert [one.target for one in found] == ["piped-lambda", "ufo", "lambroll"]


@pytest.mark.parametrize(
    ("old", "new", "error", "says"),
    [
        (
            'account = "111122223333"\n',
            "",
            ConfigurationError,
            "environments.prod: fixes no account or Region",
        ),
        ('region = "eu-west-1"\n', "", ConfigurationError, "environments.prod"),
        ("[environments.prod]\n", "[environments.prod]\nopen = true\n", ConfigurationError, "lambroll"),
        ("lambroll]", "lambrol]", ConfigurationError, "lambrol"),
    ],
)
def test_an_environment_that_cannot_be_adopted(tmp_path, old, new, error, says):
    assert old in CONFIG
    with pytest.raises((error, UsageError)) as refusal:
        adopt(tmp_path, "lambroll", CONFIG.replace(old, new))
    assert says in str(refusal.value)
