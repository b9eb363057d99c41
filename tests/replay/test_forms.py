"""The forms that calls come in, all read alike."""

import json
import random

import pytest

from emitter.replay import Call, Where, cloudtrail
from tests.support.records import ACCOUNT, record, sync
from tests.support.replay_reading import read, requests, skipped, zipped

HERE = Where("calls", 1, 0)


def zipped_lines(records):
    return zipped("\n".join(map(json.dumps, records)))


def forms(records):
    """The ways that records come in."""
    text = json.dumps({"Records": records})
    lines = "\n".join(map(json.dumps, records))
    looked_up = {"Events": [{"EventId": "x", "CloudTrailEvent": json.dumps(one)} for one in records]}
    return {
        "a file": text,
        "a file, compressed": zipped(text),
        "several, compressed": b"".join(zipped(json.dumps({"Records": [one]})) for one in records),
        "lines": lines,
        "lines, compressed": zipped(lines),
        "one after another": "".join(json.dumps(one, indent=1) for one in records),
        "files in lines": "\n".join(json.dumps({"Records": [one]}) for one in records),
        "a list": json.dumps(records),
        "UTF-16": ("\ufeff" + text).encode("utf-16-le"),
        "with a mark": b"\xef\xbb\xbf" + text.encode(),
        "lookup-events": json.dumps(looked_up | {"NextToken": "x"}),
        "EventBridge": "\n".join(json.dumps({"version": "0", "detail": one}) for one in records),
    }


FORMS = forms(sync())


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_calls(form, tmp_path):
    found = read(tmp_path, FORMS[form])
    assert requests(found) == requests([cloudtrail.call(one, HERE) for one in sync()])
    assert [entry.where.number for entry in found if isinstance(entry, Call)] == list(range(len(sync())))


def test_a_digest_holds_no_calls(tmp_path):
    (reason,) = skipped(read(tmp_path, {"awsAccountId": ACCOUNT, "digestS3Bucket": "trail", "logFiles": []}))
    assert "lists log files" in reason[1]


def test_a_damaged_file_gives_what_was_before(tmp_path):
    some = random.Random(1)
    records = [record("ecs", "ListClusters", eventID=f"{some.getrandbits(128):032x}") for _ in range(3000)]
    whole = zipped_lines(records)
    found = read(tmp_path, whole[: len(whole) // 2])
    assert len(requests(found)) > 1300
    assert "followed by nothing that can be read" in skipped(found)[-1][1]


@pytest.mark.parametrize("end", [b"", b"\0\0\0", b"\0" * 100_000])
def test_a_short_damaged_file_gives_what_was_before(tmp_path, end):
    whole = zipped_lines(sync())
    assert requests(read(tmp_path, whole + end)) == requests(read(tmp_path, whole)) != []
    assert skipped(read(tmp_path, whole + end)) == []
    for damaged in (whole[:-9], whole[:-8] + b"\0" * 8, whole + b"x" + end):
        found = read(tmp_path, damaged)
        assert requests(found) == requests(read(tmp_path, whole))
        assert "followed by nothing that can be read" in skipped(found)[-1][1]
    half = read(tmp_path, whole[: len(whole) * 2 // 3])
    assert requests(half) == requests(read(tmp_path, whole))[: len(requests(half))] != []


def test_what_is_compressed_much_is_read_in_pieces(tmp_path):
    text = json.dumps({"action": "ecs:ListClusters", "x": "y" * 1_000_000}) + "\n"
    found = read(tmp_path, zipped(text * 5))
    assert len(requests(found)) == 5
