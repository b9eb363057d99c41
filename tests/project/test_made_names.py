"""A file that takes away what another attaches."""

import pytest

import emitter
from emitter.errors import ConfigurationError

_TOML = """\
formats = ["{format}"]
[environments.prod]
account = "111122223333"
region = "eu-west-1"
[environments.{guest}]
account = "111122223333"
region = "eu-west-1"
[environments.{guest}.targets.ufo]
identity = {{ kind = "existing", role = "{role}" }}
values = {{ stack = "demo", cluster = "prod" }}
[environments.prod.targets.piped-lambda]
identity = {{ name = "piped"{more} }}
values = {{ function_role = "web" }}
"""


def _build(tmp_path, **given):
    held = {"format": "terraform", "guest": "other", "role": "Piped", "more": ""} | given
    text = _TOML.format(**held)
    if held["guest"] == "prod":
        text = text.replace('[environments.prod]\naccount = "111122223333"\nregion = "eu-west-1"\n', "", 1)
    (tmp_path / "emit.toml").write_text(text)
    emitter.build(emitter.read_config(tmp_path / "emit.toml"))


@pytest.mark.parametrize(
    ("guest", "remedy"),
    [
        ("other", "set exclusive = false in the identity of piped-lambda"),
        ("prod", 'set identity = "piped-lambda" here, or exclusive = false in the identity of piped-lambda'),
    ],
)
def test_an_exclusive_role_that_another_file_attaches_to_is_an_error(guest, remedy, tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        _build(tmp_path, guest=guest)
    assert f"environments.{guest}.targets.ufo: " in caught.value.where + ": "
    assert caught.value.what == "attaches policies to Role piped, and piped-lambda detaches all but its own"
    assert caught.value.remedy == remedy


@pytest.mark.parametrize(
    "given", [{"more": ", exclusive = false"}, {"format": "cloudformation"}, {"role": "another"}]
)
def test_one_that_leaves_the_policies_of_others_alone_is_none(given, tmp_path):
    _build(tmp_path, **given)
