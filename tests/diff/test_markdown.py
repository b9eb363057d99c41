"""What ``emit diff --format markdown`` writes into a pull request."""

import re

import pytest

from emitter.diff.markdown import MOST, markdown
from tests.support.differences import added, difference

HOSTILE = "x`|</details><script>[a](http://b)*_"


def test_a_table_and_folded_details():
    said = markdown([("out/web.yaml", difference("Role", added("ecs:RunTask")))], ())
    assert said == (
        "**1 identity changes access**\n\n"
        "| identity | added |\n|---|---:|\n| out/web.yaml Role | 1 |\n\n"
        "<details><summary>out/web.yaml Role</summary>\n\n- added: `ecs:RunTask` on `*`\n\n</details>\n"
    )


def test_the_table_has_the_columns_that_count_something():
    widened = added("ecs:RunTask")._replace(sort="widened")
    said = markdown([("a", difference("A", added("s3:GetObject"))), ("b", difference("B", widened))], ())
    assert "| identity | added | widened |\n|---|---:|---:|\n| a A | 1 |  |\n| b B |  | 1 |\n" in said


def test_nothing_is_one_line():
    assert markdown([], ()) == "no difference in access\n"


@pytest.mark.parametrize("number", [1, 50, 3_000])
def test_it_fits_a_comment_by_leaving_out_whole_identities(number):
    changes = [added(f"s3:Get{n}", resource=f"arn:aws:s3:::{'b' * 40}{n}") for n in range(20)]
    every = [(f"out/{n}.yaml", difference(f"Role{n}", *changes)) for n in range(number)]
    said = markdown(every, [f"out/{n}.yaml:1:1: W401 something" for n in range(number)])
    assert len(said) <= MOST
    shown = said.count("<summary>out/")
    assert shown == said.count("\n| out/")
    assert said.count("<details>") == said.count("</details>") == shown + 1
    left = re.search(r"^(\d+) more identit(?:y|ies) change", said, re.MULTILINE)
    assert shown + (int(left[1]) if left else 0) == number
    assert bool(left) == (number > shown)


def test_no_name_is_obeyed():
    said = markdown([(HOSTILE, difference(HOSTILE, added("ecs:RunTask", resource=HOSTILE)))], (HOSTILE,))
    assert said.count("</details>") == said.count("`` x`|</details>") + 2
    code = re.sub("`` .*? ``", "", said)
    assert not re.search(r"(?<!\\)<script", code.replace("&lt;script", ""))
    (row,) = [line for line in said.splitlines() if line.startswith("| x")]
    assert len(re.findall(r"(?<!\\)\|", row)) == 3
