"""Each key of a document is found at the line on which it is written."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.project.key_lines import key_lines

_DOCUMENT = '''# a comment = 1
out = "a # b"  # [environments.no]
formats = [
    "x",  # a = "]"
    'y]',
]

[defaults]
tags = { a = "}", "b.c" = 'd', e = { f = [1, 2] } }
text = """
[not.a.table]
key = 1
\\""" still = "it" """
raw = \'\'\'
also = 1
\'\'\'

[environments.prod]
account.id = 1.5
when = 1979-05-27 07:32:00
[environments."a.b".targets.x]

[[accept]]
rule = "W1"
until = 2030-01-01
[[accept]]
rule = "W2"
[accept.more]
why = "x"
'''


def test_every_key_of_a_document():
    assert key_lines(_DOCUMENT) == {
        "out": 2,
        "formats": 3,
        "formats[0]": 4,
        "formats[1]": 5,
        "defaults": 8,
        "defaults.tags": 9,
        "defaults.tags.a": 9,
        "defaults.tags.b.c": 9,
        "defaults.tags.e": 9,
        "defaults.tags.e.f": 9,
        "defaults.tags.e.f[0]": 9,
        "defaults.tags.e.f[1]": 9,
        "defaults.text": 10,
        "defaults.raw": 14,
        "environments": 18,
        "environments.prod": 18,
        "environments.prod.account": 19,
        "environments.prod.account.id": 19,
        "environments.prod.when": 20,
        "environments.a.b": 21,
        "environments.a.b.targets": 21,
        "environments.a.b.targets.x": 21,
        "accept": 23,
        "accept[0]": 23,
        "accept[0].rule": 24,
        "accept[0].until": 25,
        "accept[1]": 26,
        "accept[1].rule": 27,
        "accept[1].more": 28,
        "accept[1].more.why": 29,
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "a=1", "a=[]", "a={}", "\r\na = 1\r\n"])
def test_small_documents(text):
    assert set(key_lines(text)) == set(tomllib.loads(text))


_KEYS = st.from_regex(r"[A-Za-z0-9_-]{1,4}", fullmatch=True)
_SCALARS = st.sampled_from(["1", "1.5", "true", '"]"', "'}'", '"""\n[x]\n"""', "1979-05-27T07:32:00Z", '"#"'])
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda several: f"[\n{', '.join(several)}\n]"),
        st.dictionaries(_KEYS, inner, max_size=3).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        ),
    ),
    max_leaves=6,
)


def _paths(value, path=""):
    """Every path in ``value``."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (f"{path}.{key}" if path else key, *_paths(inner, f"{path}.{key}" if path else key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from (f"{path}[{number}]", *_paths(inner, f"{path}[{number}]"))


@given(st.dictionaries(_KEYS, st.dictionaries(_KEYS, _VALUES, max_size=3), max_size=3))
def test_no_key_is_missed_and_none_is_invented(tables):
    lines, where = [], {}
    for name, table in tables.items():
        where[name] = len("\n".join(lines).split("\n")) + bool(lines)
        lines.append(f"[{name}]")
        for key, value in table.items():
            where[f"{name}.{key}"] = len("\n".join(lines).split("\n")) + 1
            lines.append(f"{key} = {value}")
    text = "\n".join(lines)
    found = key_lines(text)
    assert set(found) == set(_paths(tomllib.loads(text)))
    assert {key: found[key] for key in where} == where
