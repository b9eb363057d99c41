"""Which values holes take: every way, and never one that the pattern with them is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.catalogue.patterns import parse
from emitter.catalogue.targets import load_target
from emitter.fit.bindings import Wild, bindings, pieces
from tests.support.work import calls

_LISTENER = "arn:{partition}:elasticloadbalancing:{region}:{account}:listener/app/{load_balancer}/*"
_ARN = "arn:aws:elasticloadbalancing:eu-west-1:210987654321:listener/app/web/50dc/f2f7"
_HERE = (("partition", "aws"), ("region", "eu-west-1"), ("account", "210987654321"))


def found(target, pattern, text):
    return bindings(pieces(load_target(target), parse(pattern)), text)


@pytest.mark.parametrize(
    ("target", "pattern", "text", "expected"),
    [
        (
            "piped-ecs",
            _LISTENER,
            _ARN,
            ((*_HERE, ("load_balancer", "web/50dc")), (*_HERE, ("load_balancer", "web"))),
        ),
        ("piped-ecs", _LISTENER, _ARN.replace("listener", "listener-rule"), ()),
        (
            "piped-ecs",
            "{task_role}",
            "arn:aws:iam::210987654321:role/team/web",
            ((("partition", "aws"), ("account", "210987654321"), ("task_role", "team/web")),),
        ),
        ("piped-ecs", "{task_role}", "arn:aws:iam::210987654321:user/web", ()),
        ("piped-ecs", "*", "anything", ((),)),
        ("piped-ecs", "arn:{partition}:ecs:{region}:{account}:service/*", "arn:aws:ecs:moon:1:service/a", ()),
        ("terraform-state", "{bucket}/{bucket}", "state/state", ((("bucket", "state"),),)),
        ("terraform-state", "{bucket}/{bucket}", "state/other", ()),
        ("terraform-state", "{bucket}?", "states", ((("bucket", "state"),),)),
    ],
)
def test_the_holes_of_a_pattern_take_what_makes_it_the_text(target, pattern, text, expected):
    assert found(target, pattern, text) == expected


@given(st.lists(st.sampled_from([*"ab/*?", Wild(True), Wild(False)]), max_size=6), st.text("ab/", max_size=8))
def test_wildcards_match_as_those_of_iam(given_pieces, text):
    literal = tuple(one for one in given_pieces if one not in ("*", "?"))
    expression = "".join(re.escape(p) if isinstance(p, str) else ".*" if p.many else "." for p in literal)
    assert bool(bindings(literal, text)) == bool(re.fullmatch(expression, text))


def test_a_text_made_to_hurt_takes_a_bounded_number_of_steps():
    many = (Wild(True), "a") * 20
    assert calls(lambda: bindings((*many, "b"), "a" * 3000)) < 100_000
    assert bindings((*many, "b"), "a" * 3000) == ()
