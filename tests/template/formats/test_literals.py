"""No literal ever becomes an interpolation, even of signs that no value and no pattern can hold."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emitter.catalogue.patterns import Hole, join
from emitter.errors import FORMAT, FormatError
from emitter.reading.terraform.module import read_module
from emitter.template.assembly import Interpolation
from emitter.template.formats.aws_cli.shell import quote
from emitter.template.formats.cloudformation.printer import dump
from emitter.template.formats.terraform.hcl import document
from emitter.template.formats.terraform.text import literal, template
from tests.support.read_cloudformation import load_yaml
from tests.support.read_terraform import Reader

_SIGNS = st.text("$%&!{}ab\"'\\\n")
_reader = Reader({"resource": {}, "data": {"aws_region": {"toy": {}}}, "variable": {"toy_x": {}}}, {"x": "X"})


@given(_SIGNS)
@example("${x}")
@example("%{ if true }")
@example("$${x}")
@example("%%{x}")
def test_terraform_takes_a_literal_as_it_is(text):
    assert _reader.template(literal(text, "argument")) == join([text])


@given(_SIGNS)
def test_in_a_policy_what_would_begin_a_variable_is_refused(text):
    if "&{" in text:
        with pytest.raises(FormatError, match="would begin a policy variable") as caught:
            literal(text, "policy")
        assert caught.value.status == FORMAT
    else:
        assert _reader.template(literal(text, "policy")) == join([text])


@given(_SIGNS, _SIGNS)
def test_terraform_fills_in_the_hole_between_two_literals_and_nothing_else(before, after):
    parts = join([before, Hole("parameter", "X"), after])
    if before.endswith(("$", "%")):
        with pytest.raises(FormatError, match="would escape what follows"):
            template(parts, lambda hole: "var.toy_x", "argument")
    else:
        assert _reader.template(template(parts, lambda hole: "var.toy_x", "argument")) == parts


@given(st.text("a1.:{} \"'\\$!/*"), st.text("a1.:{} \"'\\$!/*"))
def test_cloudformation_fills_in_the_hole_and_nothing_else(before, after):
    """``${`` in a literal is written ``${!``; a literal never ends in the middle of one."""
    before, after = (re.sub(r"\$\{(?![a1]*\})|\$$", "", text) for text in (before, after))
    data = Interpolation(join([before, Hole("parameter", "X"), after])).data
    if set(data) == {"Ref"}:
        assert (before, after) == ("", "")
        return
    filled = re.sub(
        r"\$\{([^}]*)\}",
        lambda m: "<X>" if m[1] == "X" else f"${{{m[1].removeprefix('!')}}}",
        data["Fn::Sub"],
    )
    assert filled == f"{before}<X>{after}"
    assert data["Fn::Sub"].count("${X}") == 1


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")))
@example("0891")
@example("1e3")
@example("0o17")
@example("0x1f")
@example("1_000")
@example("yes")
@example("null")
@example("~")
@example("2026-01-01")
@example("1:30")
@example("<<")
@example("=")
@example("!Ref x")
@example("- a")
@example("# a")
@example("\x85")
def test_a_text_is_a_text_in_yaml(text):
    data = {"a": text, "b": [text, {text[:100]: {"Ref": text}}], "c": {"Fn::Sub": text}}
    assert load_yaml(dump(data)) == data


@pytest.mark.parametrize(
    "number", ["0891", "012", "1e3", "1_000", "0o17", "0x1f", ".5", "5.", "+1", "-0", "123456789012"]
)
def test_what_some_yaml_takes_for_a_number_is_quoted(number):
    assert dump({"a": number}) == f"a: '{number}'\n"


@given(st.text(min_size=1))
def test_a_quoted_word_has_no_end_but_its_own(text):
    assert re.fullmatch(r"(?:'[^']*'|\"'\"|[\w@%+=:,./-])+", quote(text), re.ASCII)


def _native(value):
    """``value`` as the one local value of a file in Terraform's native syntax."""
    return "\n".join(document({"locals": [{"it": value}]}))


def _read_back(text):
    (blocks,) = read_module([("main.tf", text)], None).tree.every("locals")
    return blocks.items[0].get("it").text


@given(st.one_of(_SIGNS, st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))))
@example("${x}")
@example("%{ if true }")
@example('"; ${path.root} %{ endif }\n')
@example("\\")
@example("\u2028")
def test_the_native_syntax_takes_a_literal_as_it_is(text):
    assert _read_back(_native(literal(text, "argument"))) == literal(text, "argument")


@given(_SIGNS, _SIGNS)
def test_the_native_syntax_fills_in_the_hole_between_two_literals(before, after):
    parts = join([before, Hole("parameter", "X"), after])
    if not before.endswith(("$", "%")):
        text = template(parts, lambda hole: "var.toy_x", "argument")
        assert _read_back(_native(text)) == text


def test_what_is_one_expression_stands_without_quotes():
    text = template((Hole("parameter", "X"),), lambda hole: "var.toy_x", "argument")
    assert _native([text, "b"]).splitlines()[2:5] == ["  it = [", "    var.toy_x,", '    "b",']
