import pytest

from emitter.reading.terraform.hcl.scope import AbsentError, attribute, is_known
from emitter.reading.yaml_tree import parse


def test_an_attribute_of_what_is_known_is_there_or_absent():
    node = parse('{"a": "x", "l": ["y", "${z}"]}', "f.json")
    assert attribute(node, "a").text == "x"
    with pytest.raises(AbsentError):
        attribute(node, "b")
    # A list with an expression in it may have any item at any index.
    assert attribute(node.get("l"), "0") is None
    assert attribute(node.get("a"), "b") is None


def test_a_text_with_an_expression_is_not_known():
    assert is_known(parse('"x"', "f.json"))
    assert not is_known(parse('"x${y}"', "f.json"))
