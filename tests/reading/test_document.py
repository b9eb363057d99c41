"""A policy as it was read: what decides whether a statement is there, and how its version is taken."""

import pytest

from emitter.reading.document import deciding
from emitter.reading.values import Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support.policy_documents import allow, deny, documents, statement


@pytest.mark.parametrize(
    ("when", "decided"),
    [
        ((), []),
        (("Prod",), [("condition Prod", True)]),
        (("not Prod",), [("condition Prod", False)]),
        # An expression is what it is, and no condition of the template.
        (("${var.count}", "not ${var.off}"), [("${var.count}", True), ("${var.off}", False)]),
    ],
)
def test_what_decides_whether_a_statement_is_there(when, decided):
    assert list(statement()._replace(when=when).decided) == decided


def test_what_decides_on_a_policy_decides_on_its_statements_first():
    (document,) = documents(allow())
    own = document._replace(statements=(document.statements[0]._replace(when=("Web",)),))
    assert [one.when for one in deciding(own, ("Prod",)).statements] == [("Prod", "Web")]
    assert deciding(own, ()) is own


def test_only_an_allow_allows():
    (denied,) = documents(deny())
    assert [statement().allows, denied.statements[0].allows] == [True, False]


@pytest.mark.parametrize(
    ("version", "has"),
    [("2012-10-17", True), ("2008-10-17", False), (Unknown("${Version}"), True), (None, False)],
)
def test_policy_variables_follow_from_the_version(version, has):
    (document,) = documents(allow())
    value = None if version is None else Value((version,), Place("f"))
    assert document._replace(version=value).has_variables is has
