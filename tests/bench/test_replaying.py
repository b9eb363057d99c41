"""A record costs about what it may, and its memory does not grow; a slow machine gets twice that."""

import time

from tests.bench import replaying


def test_records_are_replayed_in_time(tmp_path):
    policies = replaying.documents()
    path = replaying.write(tmp_path / "calls.json", 5_000)
    replaying.tally(policies, path)
    start = time.process_time()
    found = replaying.tally(policies, path)
    assert found.allowed == 5_000
    assert (time.process_time() - start) * 20 < 20
