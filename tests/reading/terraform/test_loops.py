"""Loops in the JSON syntax of Terraform, as the lists that they make."""

import pytest

from emitter.reading.terraform.loops import with_lists
from emitter.reading.tree import Mapping, Place, Scalar, Sequence

_HERE = Place("x.tf.json", 3, 5)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('${[for a in var.as : "x/${a}"]}', ["x/${var.as}"]),
        ('${flatten([for a in var.as : [for b in var.bs : "${a}/${b}"]])}', ["${var.as}/${var.bs}"]),
        ('${concat(["x"], [for a in var.as : "y/${a}"])}', ["x", "y/${var.as}"]),
    ],
)
def test_a_loop_over_a_variable_is_a_text_for_each_item(text, made):
    assert with_lists(Scalar(text, _HERE)) == Sequence(tuple(Scalar(one, _HERE) for one in made), _HERE)


@pytest.mark.parametrize(
    "text", ["for x in y", "${var.for }", '${[for a in var.as : "x"]}', "${[for a in}", "${x}"]
)
def test_what_makes_no_list_that_is_known_stays(text):
    assert with_lists(Scalar(text, _HERE)) == Scalar(text, _HERE)


def test_a_block_keeps_all_else():
    key = Scalar("resources", _HERE)
    loop = Scalar("${[for a in var.as : a]}", _HERE)
    block = Mapping(((Scalar("sid", _HERE), Scalar("A", _HERE)), (key, loop)), _HERE)
    (sid, (_, found)) = with_lists(block).entries
    assert sid == block.entries[0]
    assert [one.text for one in found.items] == ["${var.as}"]
