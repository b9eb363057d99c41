"""The lines on top of a file that emit wrote."""

import pytest

from emitter.template.marker import MARK, is_marked, note


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b[31m", "\u2028", "\x00"])
def test_no_command_leaves_its_comment(sign):
    lines = note(f"emit build --config x{sign}rm -rf x")
    assert all(line.isprintable() for line in lines)
    assert all(line.splitlines() == [line] for line in lines)


def test_a_marked_head_is_known_and_a_late_mark_is_not():
    assert is_marked(f"# {MARK}\n".encode())
    assert not is_marked(b"x" * 3000 + MARK.encode())
