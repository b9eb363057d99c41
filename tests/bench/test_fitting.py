"""Fitting a record costs as many calls as it may, next to replaying it, and keeps as little."""

from tests.bench import fitting, replaying
from tests.support.work import calls


def test_a_record_is_fitted_with_a_bounded_number_of_calls(tmp_path):
    path = replaying.write(tmp_path / "calls.json", 5_000)
    policies = replaying.documents()
    replaying.tally(policies, path)
    replayed = calls(replaying.tally, policies, path)
    assert fitting.to_target(str(path)).uncovered == ()
    assert calls(fitting.to_target, str(path)) < replayed * 1.5
    assert calls(fitting.to_policy, str(path)) < replayed * 1.5


def test_kinds_of_demands_do_not_grow_with_records(tmp_path):
    kinds = [
        len(fitting.to_target(str(replaying.write(tmp_path / f"{count}.json", count))).collected.demands)
        for count in (500, 2_000)
    ]
    assert kinds[0] == kinds[1]
