"""What counts as found, missed and made up."""

from tests.bench.rivals.score import Meant, Score, score, together

LABELS = {"a/one": frozenset({"anybody", "not-principal"}), "a/good": frozenset[str]()}


def meant(*faults: str, near: tuple[str, ...] = ()) -> Meant:
    return Meant(frozenset(faults), frozenset(near))


def test_what_is_there_and_spoken_of_is_found_and_the_rest_is_missed():
    assert score(LABELS, [("a/one", meant("anybody", "malformed"))]) == Score(
        frozenset({("a/one", "anybody")}), frozenset({("a/one", "not-principal")}), frozenset()
    )


def test_one_finding_that_may_mean_several_faults_finds_all_that_are_there():
    scored = score(LABELS, [("a/one", meant("anybody", "not-principal", "malformed"))])
    assert scored.found == {("a/one", "anybody"), ("a/one", "not-principal")}
    assert not scored.missed


def test_what_is_not_there_is_a_false_alarm_once_a_policy_and_meaning():
    spoken = [("a/good", meant("anybody")), ("a/good", meant("anybody")), ("a/good", meant("malformed"))]
    assert score(LABELS, [*spoken, ("a/one", meant("malformed"))]).false == {
        ("a/good", frozenset({"anybody"})),
        ("a/good", frozenset({"malformed"})),
        ("a/one", frozenset({"malformed"})),
    }


def test_what_is_near_to_a_fault_is_no_false_alarm_and_does_not_find_it():
    scored = score(LABELS, [("a/one", meant("malformed", near=("anybody",)))])
    assert not scored.false
    assert not scored.found


def test_what_means_nothing_or_is_about_another_policy_does_not_count():
    nothing = score(LABELS, [])
    assert score(LABELS, [("a/good", meant()), ("b/other", meant("anybody"))]) == nothing


def test_several_tools_find_what_one_of_them_does():
    one = score(LABELS, [("a/one", meant("anybody")), ("a/good", meant("malformed"))])
    other = score(LABELS, [("a/one", meant("not-principal"))])
    every = together([one, other])
    assert not every.missed
    assert every.found == one.found | other.found
    assert every.false == one.false
