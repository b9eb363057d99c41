"""What a page is about: files and environments, each with what it was before."""

import json
import subprocess

import pytest

from emitter.errors import OutputError, UsageError
from emitter.project.config import read_config
from emitter.review.subjects import literal, of_environments, of_files, of_target
from tests.support.adopting import CONFIG
from tests.support.policy_documents import allow

POLICY, WIDER = json.dumps(allow(Action="s3:GetObject")), json.dumps(allow(Action="s3:*"))


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder with a policy, something else, and a file that cannot be read and may hold a policy."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "iam").mkdir()
    (tmp_path / "iam" / "policy.json").write_text(POLICY)
    (tmp_path / "iam" / "values.json").write_text('{"a": 1}')
    (tmp_path / "iam" / "broken.yaml").write_text("Resources:\n  Role:\n    Type: AWS::IAM::Role\n    X: [")
    return tmp_path


def git(*arguments):
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_a_folder_has_a_subject_for_each_file_with_a_policy(files):
    found = of_files(["iam"], None)
    assert [(one.file, one.differences, one.deployment) for one in found.subjects] == [
        ("iam/policy.json", (), None)
    ]
    assert [str(error).partition(":")[0] for error in found.unread] == ["iam/broken.yaml"]


def test_a_file_is_called_as_it_was_named(files):
    assert [one.file for one in of_files(["iam/policy.json"], None).subjects] == ["iam/policy.json"]


def test_a_revision_shows_what_changed_and_what_went(files):
    git("init", "-q")
    (files / "iam" / "gone.json").write_text(POLICY)
    git("add", ".")
    git("commit", "-qm", "a")
    (files / "iam" / "gone.json").unlink()
    (files / "iam" / "policy.json").write_text(WIDER)
    found = of_files(["iam"], "HEAD")
    sorts = {one.file: [c.sort for d in one.differences for c in d.changes] for one in found.subjects}
    assert set(sorts["iam/gone.json"]) == {"removed"}
    assert "added" in sorts["iam/policy.json"]
    (before,) = {len(one.before.documents) for one in found.subjects}
    assert before == 1
    # The file is broken on both sides.
    assert len(found.unread) == 2


def test_a_path_that_is_not_there_is_an_error(files):
    with pytest.raises(OutputError, match="gone: no such file or directory"):
        of_files(["iam", "gone"], None)


DEV = """[environments.dev]
account = "111122223333"
region = "eu-west-1"
[environments.dev.targets.ufo]"""


@pytest.fixture
def config(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "emit.toml").write_text(CONFIG.replace("[environments.prod.targets.ufo]", DEV))
    return read_config(tmp_path / "emit.toml")


def test_every_environment_or_those_that_are_named(config):
    files = ["dev/ufo", "prod/lambroll", "prod/piped-lambda"]
    assert sorted(one.file for one in of_environments(config, (), None).subjects) == files
    found = of_environments(config, ("prod",), None).subjects
    assert sorted(one.file for one in found) == files[1:]
    assert {one.file: one.deployment.plans[0].target.name for one in found} == {
        "prod/lambroll": "lambroll",
        "prod/piped-lambda": "piped-lambda",
    }
    assert all(one.now.documents and not one.before.documents and not one.differences for one in found)


def test_an_environment_that_is_not_there_is_an_error(config):
    with pytest.raises(UsageError, match="--env: unknown environment 'prd'; did you mean 'prod'"):
        of_environments(config, ("prd",), None)


def test_a_target_has_its_own_subject(config):
    every = of_environments(config, (), None)
    assert [one.file for one in of_target(every, "lambroll", "prod").subjects] == ["prod/lambroll"]
    with pytest.raises(UsageError, match="--env prod: has no target 'lambrol'; did you mean 'lambroll'"):
        of_target(every, "lambrol", "prod")


@pytest.mark.parametrize(("text", "known"), [(("a", "b"), "ab"), ((), ""), (("a", 1), "")])
def test_a_text_is_literal_where_all_of_it_is_known(text, known):
    assert literal(text) == known
