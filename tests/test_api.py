"""The Python interface does what the command does."""

import doctest
import importlib
import json
import pkgutil

import pytest

import emitter
from emitter import Choice, DeploymentRequest, EmitError, Environment, IdentityChoice, Options
from tests.support import fixtures
from tests.support.fixtures import tree

emit, toys = fixtures.emit, fixtures.toys

CONFIG = """
[defaults]
tags = { team = "toys" }

[environments.prod]
account = "111122223333"
region = "eu-west-1"
targets.toy = { features = ["make"], values = { role = "builder" } }
targets.toy-other.identity = "toy"
"""


def test_every_name_of_the_interface_is_there_and_documented():
    for name in emitter.__all__:
        assert getattr(emitter, name).__doc__
    assert set(emitter.__all__) == set(dir(emitter))
    with pytest.raises(AttributeError, match="has no attribute 'nope'"):
        emitter.nope  # noqa: B018


_MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(emitter.__path__, "emitter.")
    if module.name != "emitter.__main__"
)


@pytest.mark.parametrize("name", ["emitter", *_MODULES])
def test_examples_in_docstrings_are_true(name):
    module = importlib.import_module(name)
    assert module.__doc__
    assert doctest.testmod(module).failed == 0


def test_there_are_examples():
    tried = [doctest.testmod(importlib.import_module(name)).attempted for name in ("emitter", "emitter.api")]
    assert all(tried)


@pytest.mark.parametrize(
    ("line", "asked", "options"),
    [
        ("--target toy", {"targets": "toy"}, {}),
        ("--target toy@2 --format terraform", {"targets": "toy@2", "format": "terraform"}, {}),
        (
            "--target toy --target toy-other --format aws-cli",
            {"targets": ["toy", "toy-other"], "format": "aws-cli"},
            {},
        ),
        (
            "--target toy --permissions documented --set account=111122223333",
            {"targets": "toy"},
            {"permissions": "documented", "values": {"account": ("111122223333",)}},
        ),
        (
            "--target toy --feature make --without play --identity group --set bucket=a --set bucket=b",
            {"targets": "toy"},
            {
                "features": ("make",),
                "without": ("play",),
                "identity": "group",
                "values": {"bucket": ("a", "b")},
            },
        ),
        ("--target toy@9 --newest", {"targets": "toy@9"}, {"newest": True}),
        (
            "--target toy --feature make --set role=* --any-name",
            {"targets": "toy"},
            {"features": ("make",), "values": {"role": ("*",)}, "any_name": True},
        ),
        (
            "--env prod --target toy --target toy-other --set board=go",
            {"targets": ["toy", "toy-other"], "environment": "prod"},
            {"values": {"board": ("go",)}},
        ),
    ],
)
def test_emit_gives_what_the_command_prints(line, asked, options, emit, tmp_path):
    (tmp_path / "emit.toml").write_text(CONFIG)
    ran = emit(*line.split())
    assert ran.status == 0, ran.err
    command = next(part for part in ran.out.splitlines() if "To make it again: " in part).split(": ", 1)[1]
    emitted = emitter.emit(**asked, options=Options(**options), command=command.strip('",'))
    assert emitted.text == ran.out
    assert "".join(f"warning: {warning}\n" for warning in emitted.warnings) == ran.err


@pytest.mark.parametrize(
    ("line", "asked", "options"),
    [
        ("--target toi", {"targets": "toi"}, {}),
        ("--target toy --format x", {"targets": "toy", "format": "x"}, {}),
        ("--target toy --set bucket=a/b", {"targets": "toy"}, {"values": {"bucket": ("a/b",)}}),
        ("--target toy --env prdo", {"targets": "toy", "environment": "prdo"}, {}),
        ("--target toy --format policy", {"targets": "toy", "format": "policy"}, {}),
    ],
)
def test_an_error_has_the_line_and_the_status_of_the_command(line, asked, options, emit, tmp_path):
    (tmp_path / "emit.toml").write_text(CONFIG)
    ran = emit(*line.split())
    with pytest.raises(EmitError) as caught:
        emitter.emit(**asked, options=Options(**options))
    assert (caught.value.status, f"{caught.value}\n") == (ran.status, ran.err)


def test_no_target_at_all_is_refused(toys):
    with pytest.raises(EmitError, match="--target: required"):
        emitter.emit([])


def test_build_and_check_do_what_the_commands_do(emit, tmp_path):
    (tmp_path / "emit.toml").write_text(CONFIG)
    assert [finding.outcome for finding in emitter.check(emitter.read_config())] == ["missing", "missing"]
    report = emitter.build(emitter.read_config(tmp_path / "emit.toml"))
    assert (len(report.written), report.current, report.removed, report.strays) == (2, 0, [], [])
    assert emit("check").status == 0
    assert list(emitter.check(emitter.read_config())) == []
    assert set(tree(tmp_path)) == {"emit.toml", "out/prod/toy.yaml", "out/prod/toy.tf.json"}


def test_a_request_can_be_made_by_hand(toys):
    request = DeploymentRequest(
        (Choice("toy", "3", features=("lock",), values={"key": ("abc",)}),),
        Environment("prod", "111122223333", "eu-west-1"),
        open=False,
        identity=IdentityChoice("user", {"name": ("anna",)}),
    )
    text = emitter.render(request, "terraform").text
    assert '"arn:aws:kms:eu-west-1:111122223333:key/abc"' in text
    assert "variable" not in json.loads(text)


def test_the_catalogue_can_be_read(toys):
    assert {"piped-ecs", "piped-lambda", "ufo", "toy"} <= set(emitter.target_names())
    assert isinstance(emitter.load_target("toy"), emitter.Target)
