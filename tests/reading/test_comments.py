"""Comments above a statement, as lines of reasons."""

import pytest

from emitter.reading.comments import comments_above, joined


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], []),
        (["a", "b"], ["a", "b"]),
        (["a", "  goes on", "  and on", "b"], ["a goes on and on", "b"]),
        (["  a", "b "], ["a", "b"]),
        (["a", " b"], ["a", "b"]),
    ],
)
def test_indented_lines_go_on(lines, found):
    assert list(joined(lines)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# accepted W404: why\n- a", {2: ("accepted W404: why",)}),
        (
            "  #  accepted W404: why\n  # accepted N405:\n  #   more\na",
            {4: ("accepted W404: why", "accepted N405: more")},
        ),
        ("# accepted W404: why\r\n- a\r\n", {2: ("accepted W404: why",)}),
        ("## accepted W404: why\n- a", {2: ("accepted W404: why",)}),
        # Another comment counts where one of the file accepts something.
        ("# one\n- a\n# accepted W404: why\n- b", {2: ("one",), 4: ("accepted W404: why",)}),
        ("# accepted W404: why\n\n- a", {2: ("accepted W404: why",)}),
        ("- a  # accepted W404: why", {}),
        ("# no finding\n- a", {}),
        ("# accepted W404: why", {}),
    ],
)
def test_a_comment_stands_above_a_line(text, found):
    assert comments_above(text) == found
