"""Files, folders and archives of calls."""

import bz2
import io
import json
import os
import zipfile

import pytest

from emitter.errors import OutputError
from emitter.replay import entries, opened, opened_each, paths
from tests.support.records import sync
from tests.support.replay_reading import GOOD, requests, skipped, zipped

RECORDS = json.dumps({"Records": sync()})


def everything(path):
    return [entry for source in opened_each(str(path)) for entry in entries(source)]


def calls(path):
    return requests(everything(path))


@pytest.fixture
def wanted(tmp_path):
    (tmp_path / "plain.json").write_text(RECORDS)
    return calls(tmp_path / "plain.json")


def archive(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(name, content)
    return data.getvalue()


def test_bzip2_is_read(tmp_path, wanted):
    (tmp_path / "calls").write_bytes(bz2.compress(RECORDS.encode()))
    assert calls(tmp_path / "calls") == wanted
    both = bz2.compress(RECORDS.encode()) + bz2.compress(RECORDS.encode())
    (tmp_path / "calls").write_bytes(both)
    assert calls(tmp_path / "calls") == wanted * 2


def test_damaged_bzip2_is_reported(tmp_path):
    (tmp_path / "calls").write_bytes(bz2.compress(RECORDS.encode())[:-20])
    (entry,) = entries(opened(str(tmp_path / "calls")))
    assert "compressed file ended" in entry.why
    (tmp_path / "calls").write_bytes(b"BZh9rubbish")
    (entry,) = entries(opened(str(tmp_path / "calls")))
    assert "nothing that can be read" in entry.why


def test_each_file_of_a_zip_archive_is_read(tmp_path, wanted):
    files = {
        "AWSLogs/a.json.gz": zipped(RECORDS),
        "AWSLogs/b.json": RECORDS,
        "notes.txt": "no calls",
        "c/": "",
    }
    (tmp_path / "calls.zip").write_bytes(archive(files))
    assert calls(tmp_path / "calls.zip") == wanted * 2
    names = [source.name for source in opened_each(str(tmp_path / "calls.zip"))]
    assert names == [f"{tmp_path}/calls.zip/AWSLogs/a.json.gz", f"{tmp_path}/calls.zip/AWSLogs/b.json"]


@pytest.mark.parametrize("cut", [30, 200, -10])
def test_a_damaged_zip_archive_is_reported(tmp_path, cut):
    (tmp_path / "calls.zip").write_bytes(archive({"a.json": RECORDS})[:cut])
    ((line, why),) = skipped(everything(tmp_path / "calls.zip"))
    assert (line, "cannot be unzipped" in why) == (1, True)


def test_an_archive_in_an_archive_is_reported(tmp_path):
    inner = archive({"a.json": RECORDS})
    (tmp_path / "calls.zip").write_bytes(archive({"a.zip": inner, "b.jsonl": GOOD}))
    found = everything(tmp_path / "calls.zip")
    assert "unzip it" in skipped(found)[0][1]
    assert requests(found) == [("ecs:ListClusters", None)]


@pytest.mark.parametrize("pack", [zipped, lambda text: bz2.compress(text.encode())])
def test_what_expands_without_bound_is_cut_off(tmp_path, pack, monkeypatch):
    monkeypatch.setattr("emitter.replay.compressed._FREE", 1 << 20)
    (tmp_path / "calls").write_bytes(pack(GOOD + " " * (64 << 20)))
    good, cut = entries(opened(str(tmp_path / "calls")))
    assert requests([good]) == [("ecs:ListClusters", None)]
    assert "expands to more than 200 times its size" in cut.why


def test_a_folder_holds_files_without_a_suffix(tmp_path):
    folder = tmp_path / "2026" / "01"
    folder.mkdir(parents=True)
    (folder / "trail-1-2026-01-02-03-05-06-uuid").write_text(GOOD)
    (folder / "trail-2").write_bytes(zipped(GOOD))
    (folder / "README").write_text("no calls")
    (folder / "empty").write_text("")
    (folder / ".hidden").write_text(GOOD)
    assert [os.path.basename(one) for one in paths((str(tmp_path),))] == [
        "trail-1-2026-01-02-03-05-06-uuid",
        "trail-2",
    ]


def test_a_fifo_in_a_folder_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "a.json")
    os.mkfifo(tmp_path / "b")
    (tmp_path / "link.json").symlink_to(tmp_path / "a.json")
    (tmp_path / "c.json").write_text(GOOD)
    assert [*paths((str(tmp_path),))] == [str(tmp_path / "c.json")]


def test_a_link_to_nothing_is_an_error(tmp_path):
    (tmp_path / "a.json").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputError, match="no such file"):
        [opened(path) for path in paths((str(tmp_path),))]
