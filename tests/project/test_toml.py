"""TOML with the line of every fault."""

import pytest

from emitter.errors import ConfigurationError
from emitter.project.toml import Source, empty_lists, parsed


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ({}, []),
        ({"a": []}, ["a"]),
        ({"a": {"b": []}, "c": ["x"]}, ["a.b"]),
        ({"a": [{"b": []}, {"b": ["x"]}, {"b": []}]}, ["a[0].b", "a[2].b"]),
        ([], [""]),
        ("a", []),
    ],
)
def test_the_keys_of_empty_lists(value, keys):
    assert list(empty_lists(value)) == keys


def test_a_key_is_named_by_its_line_or_that_of_the_table_around_it(tmp_path):
    text = 'out = "x"\n\n[environments.prod]\naccount = "1"\n'
    (tmp_path / "emit.toml").write_text(text)
    source, table = parsed(tmp_path / "emit.toml")
    assert table == {"out": "x", "environments": {"prod": {"account": "1"}}}
    place = tmp_path / "emit.toml"
    assert source.at("environments.prod.account") == f"{place}:4: environments.prod.account"
    assert source.at("environments.prod.region") == f"{place}:3: environments.prod.region"
    assert source.at("nosuch") == f"{place}: nosuch"
    assert source.at("") == str(place)
    assert Source(place, "").line("a") == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a = \n", ":1:5: invalid TOML: Invalid value"),
        ("a = 1\nb = [1,", ":2:8: invalid TOML: "),
        ("a = 1\na = 2\n", ":2:6: invalid TOML: Cannot overwrite a value"),
        ("a = " + "[" * 5000, ": is nested too deeply; emit schema shows its form"),
    ],
)
def test_malformed_toml_has_a_line_and_a_column(tmp_path, text, says):
    (tmp_path / "emit.toml").write_text(text)
    with pytest.raises(ConfigurationError) as refusal:
        parsed(tmp_path / "emit.toml")
    assert str(refusal.value).startswith(f"{tmp_path / 'emit.toml'}{says}")
