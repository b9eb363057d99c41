"""``emit explain`` and ``emit targets``, as they are typed."""

import json

import pytest

from emitter import load_target, target_names
from emitter.cli import main


@pytest.fixture
def said(capsys):
    def run(*arguments):
        status = main(list(arguments))
        ran = capsys.readouterr()
        return status, ran.out, ran.err

    return run


def test_an_action_names_every_target_feature_and_version_that_needs_it(said):
    _, out, _ = said("explain", "--json", "ecs:untagresource")
    grants = json.loads(out)["grants"]
    assert {(g["target"], g["since"]) for g in grants} >= {("piped-ecs", "0.52"), ("pipedv1-ecs", None)}
    for grant in grants:
        assert grant["reason"]
        assert grant["sources"][0]["url"].startswith("https://")
    (page,) = [p for p in json.loads(out)["documented"] if p["target"] == "piped-ecs"]
    assert (page["since"], page["until"]) == ("0.52", "0.57")


def test_a_wildcard_that_a_page_gives_is_named_as_it_is_written(said):
    _, out, _ = said("explain", "iam:CreateUser")
    assert "ufo: documented for 6 as iam:*" in out


@pytest.mark.parametrize("target", target_names())
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_target_is_a_table_of_all_it_takes(said, target, as_json):
    status, out, err = said("explain", target, *as_json)
    assert (status, err) == (0, "")
    newest = load_target(target)
    from emitter.catalogue.selection import active, resolve_features

    grants = active(newest, newest.versions[-1], resolve_features(newest, newest.versions[-1], (), ()))
    if as_json:
        assert len(json.loads(out)["grants"]) == len(grants)
    else:
        rows = [line for line in out.splitlines() if line.startswith("| ") and "`" in line]
        assert len(rows) == len(grants)
        assert "Reviewed by: " in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ecs:CreatService",), "did you mean 'CreateService'?"),
        (("sqs:SendMessage",), "no target needs it"),
        (("piped-esc",), "did you mean 'piped-ecs'?"),
        (("AccessDenied",), "explain AccessDenied: is no action, target or message; emit targets lists"),
        (("piped-ecs@9",), "0.47 to 0.57"),
        (("piped-ecs", "--feature", "canry"), "did you mean 'canary'?"),
        (("ecs:RunTask", "--feature", "canary"), "requires a target"),
    ],
)
def test_one_line_for_what_cannot_be_explained(said, arguments, message):
    status, out, err = said("explain", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_what_changed_between_two_versions_and_why(said):
    _, out, _ = said("targets", "piped-ecs", "--since", "0.51", "--json")
    (step,) = json.loads(out)["changes"]
    assert step["version"] == "0.52"
    assert [g["action"] for g in step["needed"]] == ["ecs:ListTagsForResource", "ecs:UntagResource"]
    assert step["documented"]["added"] == ["ecs:ListTagsForResource", "ecs:UntagResource"]
    _, out, _ = said("targets", "piped-ecs", "--since", "0.48")
    assert "  live-state cannot be turned off any more" in out.splitlines()
    _, out, _ = said("targets", "piped-ecs", "--since", "0.57")
    assert out.splitlines()[-1] == "nothing changed"


@pytest.mark.parametrize("arguments", [("--since", "0.47"), ("piped-ecs", "--since", "1")])
def test_since_needs_a_target_and_a_version_of_it(said, arguments):
    status, out, err = said("targets", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("--since: ")


@pytest.mark.parametrize("target", target_names())
def test_all_that_is_known_of_a_target_is_listed(said, target):
    known = load_target(target)
    _, text, _ = said("targets", target, "--permissions")
    data = json.loads(said("targets", target, "--json")[1])
    assert len(data["grants"]) == len(known.grants)
    for grant in known.grants:
        assert grant.reason in text
        assert all(source.url in text for source in grant.sources)
    for parameter in known.parameters:
        assert parameter.summary in text


def test_a_target_as_an_environment_deploys_it(tmp_path, monkeypatch, capsys):
    (tmp_path / "emit.toml").write_text(
        '[environments.prod]\naccount = "111122223333"\nregion = "eu-west-1"\n'
        'permissions_boundary = "deployers"\ntags = { team = "platform" }\n'
        '[environments.prod.targets.piped-lambda]\nidentity = { kind = "ecs-task-role", name = "piped" }\n'
        'values = { function = "thumbnails", function_role = "thumbnails" }\n'
    )
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "piped-lambda", "--env", "prod"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# piped (role, prod/piped-lambda)\n")
    assert "- permissions boundary: arn:aws:iam::111122223333:policy/deployers\n" in out
    assert "- tag: team = platform\n" in out
    assert "`arn:aws:lambda:eu-west-1:111122223333:function:thumbnails`" in out
    assert main(["explain", "piped-lambda", "--env", "prod", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["name"] == "piped"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["piped-ecs", "--env", "prod"], "--env prod: has no target 'piped-ecs'"),
        (["piped-lambda@0.49", "--env", "prod"], "piped-lambda@0.49: is what emit.toml says for prod"),
        (["piped-lambda", "--env", "prod", "--feature", "sync"], "--feature: is what emit.toml says"),
        (["ecs:RunTask", "--env", "prod"], "--env: requires a target or a message"),
        (["piped-lambda", "--env", "prd"], "did you mean 'prod'?"),
    ],
)
def test_an_environment_of_what_it_does_not_have(tmp_path, monkeypatch, capsys, arguments, said):
    (tmp_path / "emit.toml").write_text(
        '[environments.prod]\naccount = "111122223333"\nregion = "eu-west-1"\n'
        '[environments.prod.targets.piped-lambda.values]\nfunction_role = "thumbnails"\n'
    )
    monkeypatch.chdir(tmp_path)
    assert main(["explain", *arguments]) in (2, 3)
    assert said in capsys.readouterr().err
