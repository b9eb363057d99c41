"""Many files are checked on all cores: the same report as on one."""

import json

import pytest

from emitter.cli import parallel
from tests.support import fixtures

emit, toys = fixtures.emit, fixtures.toys

_STATEMENT = {"Sid": "A", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}
_POLICY = {"Version": "2012-10-17", "Statement": [_STATEMENT]}
_MODULE = 'resource "aws_iam_policy" "p%d" {\n  policy = file("${path.module}/p.json")\n}\n'


def _write(folder):
    for number in range(120):
        (folder / f"{number:03}.json").write_text(json.dumps(_POLICY).replace('"A"', f'"A{number}"'))
    (folder / "050.json").write_text('{"Statement": [')
    for number in range(80):
        module = folder / f"m{number}"
        module.mkdir()
        (module / "main.tf").write_text(_MODULE % number)
        (module / "p.json").write_text(json.dumps(_POLICY))
    (folder / "emit.toml").write_text(
        '[[accept]]\nrule = "W402"\nwhere = "01*.json"\nwhy = "a test"\n\n'
        '[[accept]]\nrule = "W402"\nwhere = "gone.json"\nwhy = "a test"\n'
    )


@pytest.mark.parametrize("paths", [["."], [f"{n:03}.json" for n in range(120)]])
@pytest.mark.parametrize("format", ["text", "json"])
def test_the_report_is_the_same_on_any_number_of_cores(emit, tmp_path, monkeypatch, paths, format):
    _write(tmp_path)
    ran = {}
    for count in (1, 2, 3):
        monkeypatch.setattr(parallel, "cores", lambda count=count: count)
        ran[count] = emit("lint", "--format", format, *paths)
    assert ran[2] == ran[1]
    assert ran[3] == ran[1]
    assert ran[1].status == 5
    assert "050.json" in ran[1].err
    assert ran[1].out.count("W402") > 100
    assert "gone.json" in ran[1].out if paths == ["."] else True


def test_what_a_module_takes_in_is_no_file_of_its_own(emit, tmp_path, monkeypatch):
    _write(tmp_path)
    monkeypatch.setattr(parallel, "cores", lambda: 2)
    found = json.loads(emit("lint", "--format", "json", ".").out)
    assert "aws_iam_policy.p7" in json.dumps(found)
    taken_in = [one for one in found if one["file"].endswith("p.json")]
    assert taken_in
    assert all(one["document"].startswith("aws_") for one in taken_in)
