"""One request costs about what it may; a slow machine gets twice that."""

from tests.bench import evaluating


def test_one_request_is_decided_in_time():
    rows = list(evaluating.rows())
    assert [float(cost) < 100 for _, _, cost, _ in rows] == [True] * len(rows), rows
    verdicts = {against.partition("(")[2].rstrip(")") for _, against, _, _ in rows}
    assert verdicts == {"allowed", "unknown", "implicitly-denied"}
