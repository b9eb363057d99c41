import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.reading.values import ACCOUNT, Unknown, Value
from emitter.reading.variables import malformed, taken, variables
from emitter.reading.yaml_tree import Place
from tests.support.work import calls

NAME, NUMBER = Unknown("${Name}"), Unknown("${AWS::AccountId}", ACCOUNT)


def value(*parts):
    return Value(parts, Place("a file"))


def found(*parts):
    return [(variable.shown, variable.colons) for variable in variables(value(*parts))]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("a",), []),
        (("$a{b}",), []),
        (("${aws:username}",), [("${aws:username}", 0)]),
        (("a:${b:c}:${d:e}:${f}",), [("${b:c}", 1), ("${d:e}", 2), ("${f}", 3)]),
        (("a:", NUMBER, ":${b:c}"), [("${b:c}", 2)]),
        (("a:", NAME, ":${b:c}"), [("${b:c}", -1)]),
        (("a:${b", NAME, "}${c:d}"), [("${c:d}", 1)]),
        (("a:${b", ":c}"), [("${b:c}", 1)]),
        (("${a:b/${c:d}",), [("${a:b/", 0), ("${c:d}", 0)]),
        (("${a:b",), [("${a:b", 0)]),
        (("${",), [("${", 0)]),
        (("${a:b", NAME), []),
    ],
)
def test_every_variable_is_found(parts, expected):
    assert found(*parts) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("${aws:username}", ""),
        ("${*}${?}${$}", ""),
        ("${aws:PrincipalTag/team, 'none'}", ""),
        ("${accounts.google.com:sub}", ""),
        ("${aws:username", "policy variable ${aws:username has no closing brace"),
        ("${}", "empty policy variable ${}"),
        ("${ }", "empty policy variable ${ }"),
        (
            "${aws:PrincipalTag/a, none}",
            "policy variable ${aws:PrincipalTag/a, none}: the default must be in single quotes",
        ),
        ("${aws:user name}", "policy variable ${aws:user name} contains white space"),
        ("${Name}", "policy variable ${Name} is not a condition key"),
        (
            "${username}",
            "policy variable ${username} is not a condition key; did you mean 'aws:username'?",
        ),
        (
            "${AWS::Region}",
            "${AWS::Region} is a pseudo parameter of CloudFormation, outside of Fn::Sub",
        ),
    ],
)
def test_what_iam_cannot_read_is_said(text, fault):
    assert "".join(map(malformed, variables(value(text)))) == fault


def test_what_a_template_takes_for_its_own_is_said():
    assert list(taken(value("a", Unknown("${aws:username}")))) == ["${aws:username}"]
    assert list(taken(value("${aws:username}", NAME, NUMBER, Unknown('${var.a ? "b:c" : ""}')))) == []


@given(st.lists(st.sampled_from(["${", "}", ":", "a", NAME, NUMBER]), min_size=1))
def test_any_value_is_read(parts):
    for variable in variables(value(*parts)):
        assert malformed(variable) or variable.closed


@pytest.mark.no_cover
@pytest.mark.parametrize("text", ["${" * 100_000, "${" * 100_000 + "}", "${a}" * 50_000])
def test_no_value_takes_long(text):
    assert calls(lambda: list(variables(value(text)))) < 10 * len(text)
