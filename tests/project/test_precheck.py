"""What emit writes keeps to every rule, or says why not; and what does not is not written."""

import re
from contextlib import suppress

import pytest

from emitter import Options
from emitter import emit as make
from emitter.catalogue.identities import load_kind
from emitter.catalogue.targets import load_target, names
from emitter.compiler import bind
from emitter.compiler.request import Choice, DeploymentRequest, Environment, IdentityChoice
from emitter.errors import EmitError, RequestError
from emitter.lint.linter import check_documents, lint
from emitter.lint.rules import rules
from emitter.project.precheck import policies, trust
from emitter.reading.files import read_text
from tests.support import fixtures
from tests.support.error_lines import said
from tests.support.fixtures import tree

emit, toys = fixtures.emit, fixtures.toys

_PLACE = Environment("prod", "111122223333", "eu-west-1")
# What a value or setting can look like, the first that it admits.
_SHAPES = (
    "some-name",
    "some-name/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f",
    "222233334444",
    "arn:aws:iam::222233334444:role/some-name",
    "arn:aws:iam::222233334444:root",
    "arn:aws:kms:eu-central-1:222233334444:key/some-name",
    "ref:refs/heads/main",
    "https://oidc.example.com/id/1",
    "/some/",
    "o-a1b2c3d4e5",
    "some/name",
    "3600",
    "existing",
    "some/name/.github/workflows/deploy.yml@refs/heads/main",
    "on",
    "eu-west-1",
)
# Values whose form their syntax does not say, and one key that is not the same as another.
_VALUES = {"web_acl": _SHAPES[1], "encryption_key": "another-name"}


def _value(parameter):
    for shape in (_VALUES.get(parameter.name, _SHAPES[0]), *_SHAPES):
        if parameter.syntax.accepts(shape) and re.fullmatch(parameter.syntax.strictest, shape):
            return shape
    raise AssertionError(f"no value here fits {parameter.name}; add one")


def settings(kind):
    """A value for each setting that the ``kind`` of identity cannot do without."""
    return {
        one.name: (_value(one),)
        for one in load_kind(kind).settings
        if one.default is None and one.name not in load_kind(kind).one_of[1:]
    }


def request(target, version, features=(), without=(), *, kind=None, named=False, is_open=False):
    """A request for ``target``, with a value for what needs one, or for everything when ``named``."""
    kind = kind or target.identities[0]
    choice = Choice(target.name, version, "least-privilege", features, without)
    asked = DeploymentRequest((choice,), _PLACE, is_open, IdentityChoice(kind, settings(kind)))
    if is_open:
        return asked._replace(environment=Environment())
    used = bind.plan(target, version, "least-privilege", features, without).parameters
    values = {p.name: (_value(p),) for p in used if named or p.default is None}
    return asked._replace(choices=(choice._replace(values=values),))


def requests(target):
    """Every version with its defaults, each feature on and off, all at once; named, unnamed and left open."""
    for version in target.versions:
        there = [f for f in target.features if target.exists_in(version, f.since, f.until)]
        on = tuple(f.name for f in there)
        off = tuple(f.name for f in there if f.fixed_since is None)
        newest = version == target.versions[-1]
        asked = [((), ()), (on, ())]
        if newest:
            asked += [((name,), ()) for name in on]
            asked += [(tuple(other for other in on if other != name), (name,)) for name in off]
        for features, without in asked:
            for named, is_open in ((False, False), (True, False), (False, True)):
                # Some feature takes nothing alone, and some value belongs to what is off.
                with suppress(RequestError):
                    yield request(target, version, features, without, named=named, is_open=is_open)


def said_of(asked):
    """What any rule that is no note finds in what ``asked`` makes."""
    deployment = bind.bind(asked, load_target)
    documents = (*policies(deployment), *([trust(deployment)] if deployment.identity.trust else []))
    return [
        f"{found.rule} {found.sid}: {found.message} ({asked.choices[0]})"
        for found in check_documents(documents, rules())
        if found.severity != "note"
    ]


@pytest.mark.parametrize("name", names())
def test_what_a_target_takes_keeps_to_every_rule_or_says_why_not(name):
    assert [line for asked in requests(load_target(name)) for line in said_of(asked)] == []


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name in names() for kind in load_target(name).identities]
)
def test_every_identity_keeps_to_every_rule(name, kind):
    target = load_target(name)
    assert said_of(request(target, target.versions[-1], kind=kind)) == []


@pytest.mark.parametrize("format", ["cloudformation", "cloudformation-json", "terraform"])
@pytest.mark.parametrize("permissions", ["least-privilege", "documented"])
@pytest.mark.parametrize("name", names())
def test_a_file_says_to_the_rules_what_its_deployment_does(name, permissions, format):
    target = load_target(name)
    if permissions == "documented" and not target.pages:
        pytest.skip("documents nothing")
    asked = request(target, target.versions[-1])
    choice = asked.choices[0]._replace(permissions=permissions)
    if permissions == "documented":
        used = bind.plan(target, choice.version, permissions).parameters
        choice = choice._replace(values={p.name: (_value(p),) for p in used})
    asked = asked._replace(choices=(choice,))
    deployment = bind.bind(asked, load_target)
    before = check_documents((*policies(deployment), *_trust(deployment)), rules())
    from emitter.project.generate import render

    after = lint([read_text(render(asked, format).text, "it")])
    assert _essence(after) == _essence(before)


def _trust(deployment):
    return [trust(deployment)] if deployment.identity.trust else []


def _essence(findings):
    # What is said of a value may spell a hole as the format does.
    return sorted((found.rule, found.sid) for found in findings)


# What is refused before anything is written


@pytest.fixture
def wrong(monkeypatch, toys):
    """The toy target, with an action that AWS does not have."""
    from awacs.aws import Action

    from emitter.catalogue import targets
    from tests.support.toy import TOY

    grants = tuple(
        grant._replace(action=Action("s3", "GetBuket"))
        if grant.reason.startswith("finds the house")
        else grant
        for grant in TOY.grants
    )
    target = TOY._replace(grants=grants)
    known = targets.load_target
    for module in (
        "emitter.project.generate",
        "emitter.catalogue.targets",
    ):
        monkeypatch.setattr(
            f"{module}.load_target", lambda name: target if name == "toy" else known(name), raising=True
        )


def test_one_template_with_an_error_is_not_printed(wrong, emit):
    ran = emit("--target", "toy")
    said(ran, "toy: Buckets: unknown action s3:GetBuket...")
    assert "[E202]; emit lint --explain E202" in ran.err
    assert ran.status == 1


def test_a_build_with_an_error_writes_nothing(wrong, emit, tmp_path):
    (tmp_path / "emit.toml").write_text("[environments.prod.targets.toy]\nversion = '1'\n")
    for command in ("build", "check"):
        ran = emit(command)
        said(ran, "emit.toml:1: environments.prod.targets.toy: toy: Buckets: unknown action s3:GetBuket...")
        assert ran.status == 1
    assert set(tree(tmp_path)) == {"emit.toml"}


@pytest.mark.parametrize(
    ("where", "is_written"),
    [("Buckets", True), ("out/prod/*", True), ("*:Policy", False), ("Objects", False)],
)
def test_an_error_that_is_accepted_is_written(wrong, emit, tmp_path, where, is_written):
    accept = f"[[accept]]\nrule = 'E202'\nwhere = '{where}'\nwhy = 'AWS has it since yesterday'\n"
    environment = "[environments.prod.targets.toy]\nversion = '1'\n"
    (tmp_path / "emit.toml").write_text(f"{environment}{accept}")
    assert emit("build").status == (0 if is_written else 1)
    assert (tmp_path / "out").exists() is is_written


def test_what_a_page_has_wrong_is_a_warning(emit):
    ran = emit("--target", "toy@1", "--permissions", "documented")
    assert ran.status == 0
    assert "warning: toy: Toys: toys:*: unknown service 'toys'; did you mean 'ts'? [E201]\n" in ran.err
    assert "warning: toy: Toys: allows every action of s3 [W402]\n" in ran.err
    assert "toys:*" in ran.out


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"config_secret": ("arn:aws:secretsmanager:eu-wets-1:111122223333:secret:x-abcdef",)}, "E206"),
        ({"config_secret": ("arn:aws-chn:secretsmanager:eu-west-1:111122223333:secret:x-abcdef",)}, "E205"),
    ],
)
def test_an_arn_that_cannot_be_is_refused(values, says):
    with pytest.raises(EmitError, match=rf"^piped-ecs: ConfigurationSecret: .*\[{says}\]"):
        make("piped-ecs", options=Options(features=("config-from-secret",), values=values))
