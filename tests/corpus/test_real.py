"""The list of real files, and the report over those that are there."""

import hashlib
import re

from tests.corpus.real import Repository, lines, main, repositories, run

POLICY = b'{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'


def digest(data):
    return hashlib.sha256(data).hexdigest()


def test_the_list_is_long_and_names_commits_and_hashes():
    listed = repositories()
    assert len({one.name for one in listed}) == len(listed) >= 30
    assert sum(len(one.files) for one in listed) >= 300
    assert all(re.fullmatch("[0-9a-f]{40}", one.commit) for one in listed)
    assert all(re.fullmatch("[0-9a-f]{64}", sha) for one in listed for sha in one.files.values())


def test_files_that_are_there_are_linted(tmp_path, capsys):
    folder = tmp_path / "o" / "r"
    folder.mkdir(parents=True)
    (folder / "a.json").write_bytes(POLICY)
    (folder / "b.json").write_bytes(b"{")
    (folder / "c.json").write_bytes(POLICY)
    files = {"a.json": digest(POLICY), "b.json": digest(b"{"), "c.json": "0" * 64, "d.json": "0" * 64}
    result = run(str(tmp_path), (Repository("o/r", "0" * 40, files),))
    assert (result.linted, result.absent, result.changed, len(result.unread)) == (2, 1, 1, 1)
    report = list(lines(result, sample=1))
    assert report[0] == "2 files linted, 1 not there, 1 of other content"
    assert report[1].startswith("not read: ")
    assert "W402 1" in report
    assert any(line.startswith("    ") and "every action of s3" in line for line in report)
    assert main([str(tmp_path / "nothing")]) == 2
    assert "no file of real.toml is there" in capsys.readouterr().out
