"""What diff is given: files and folders, targets, environments."""

import pytest

from emitter.diff.load_side import side
from emitter.errors import UsageError
from tests.support.adopting import CONFIG

POLICY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "emit.toml").write_text(CONFIG)
    (tmp_path / "iam").mkdir()
    (tmp_path / "iam" / "policy.json").write_text(POLICY)


@pytest.mark.usefixtures("project")
def test_a_file_a_folder_and_a_target():
    assert [(one.file, len(one.documents)) for one in side("iam/policy.json").sources.values()] == [
        ("iam/policy.json", 1)
    ]
    folder = side("iam")
    assert (folder.kind, list(folder.sources)) == ("folder", ["policy.json"])
    target = side("lambroll@1.5")
    assert (target.kind, list(target.sources)) == ("", [""])
    assert target.sources[""].documents


@pytest.mark.usefixtures("project")
def test_an_environment_has_its_targets_and_place():
    found = side("prod")
    assert found.kind == "environment"
    assert list(found.sources) == ["piped-lambda", "ufo", "lambroll"]
    assert [one.file for one in found.sources.values()] == ["prod/piped-lambda", "prod/ufo", "prod/lambroll"]
    assert dict(found.place) == {
        "account": "111122223333",
        "region": "eu-west-1",
        "partition": "aws",
        "dns_suffix": "amazonaws.com",
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("lambrol@1.5", "is no file, folder, environment or target; did you mean 'lambroll'?"),
        ("zzzzzzzz", "is no file, folder, environment or target; "),
    ],
)
def test_what_names_nothing_is_an_error(tmp_path, monkeypatch, text, says):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as refusal:
        side(text)
    assert str(refusal.value).startswith(f"{text}: {says}")
