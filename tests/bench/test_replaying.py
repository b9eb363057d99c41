"""A record costs as many calls as it may, and its memory does not grow."""

from tests.bench import replaying
from tests.support.work import calls


def test_a_record_is_replayed_with_a_bounded_number_of_calls(tmp_path):
    policies = replaying.documents()
    path = replaying.write(tmp_path / "calls.json", 5_000)
    replaying.tally(policies, path)
    assert replaying.tally(policies, path).allowed == 5_000
    assert calls(replaying.tally, policies, path) < 5_000 * 600
