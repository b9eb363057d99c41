"""No policy and no request breaks the evaluation, whatever text is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.evaluate import AccessRequest, compile_policies
from emitter.evaluate.operators import OPERATORS
from emitter.reading.document import Condition, Document, Statement
from emitter.reading.values import ACCOUNT, Unknown, Value
from emitter.reading.yaml_tree import Place
from tests.support.work import calls

_PLACE = Place("f", 1, 1)
_TEXT = st.one_of(
    st.text(max_size=20),
    st.text("${}*?:,'arns3/0-.T", max_size=20),
    st.sampled_from(
        ["${aws:username}", "${a, 'b'}", "arn:aws:s3:::b/*", "2020", "1e999999999", "10.0.0.0/8", "-1"]
    ),
)
_PART = st.one_of(_TEXT, _TEXT.map(lambda text: Unknown(f"${{{text}}}")), st.just(Unknown("${A}", ACCOUNT)))
_VALUE = st.lists(_PART, max_size=3).map(lambda parts: Value(tuple(parts), _PLACE))
_VALUES = st.lists(_VALUE, max_size=2).map(tuple)
_NAMES = st.one_of(
    st.builds(
        lambda prefix, name, suffix: prefix + name + suffix,
        st.sampled_from(["", "ForAllValues:", "ForAnyValue:", "foranyvalue:"]),
        st.sampled_from([*(one.name for one in OPERATORS.values()), "Null"]),
        st.sampled_from(["", "IfExists"]),
    ),
    _TEXT,
)
_CONDITION = st.builds(
    Condition, _NAMES, st.one_of(_VALUE, st.just(Value(("k",), _PLACE))), _VALUES, st.just(_PLACE)
)
_PRINCIPAL = st.tuples(st.sampled_from(["*", "AWS", "Service", "Federated", "x"]), _VALUE)
_STATEMENT = st.builds(
    Statement,
    place=st.just(_PLACE),
    present=st.just(frozenset()),
    effect=st.sampled_from(["Allow", "Deny", "", "x"]),
    actions=st.one_of(_VALUES, st.just((Value(("*",), _PLACE),))),
    not_actions=_VALUES,
    resources=_VALUES,
    not_resources=_VALUES,
    principals=st.lists(_PRINCIPAL, max_size=2).map(tuple),
    not_principals=st.lists(_PRINCIPAL, max_size=2).map(tuple),
    conditions=st.lists(_CONDITION, max_size=2).map(tuple),
)
_DOCUMENT = st.builds(
    lambda statements, kind, version: Document("f", "d", kind, _PLACE, tuple(statements), (), version),
    st.lists(_STATEMENT, max_size=3),
    st.sampled_from(["identity", "trust"]),
    st.sampled_from([None, Value(("2012-10-17",), _PLACE), Value((Unknown("v"),), _PLACE)]),
)
_CONTEXT = st.dictionaries(st.one_of(_TEXT, st.just("k")), st.lists(_TEXT, max_size=3).map(tuple), max_size=3)
_VERDICTS = {"allowed", "explicitly-denied", "implicitly-denied", "unknown"}


@given(
    st.lists(_DOCUMENT, max_size=3),
    st.one_of(_TEXT, st.just("s3:GetObject")),
    st.one_of(st.none(), _TEXT),
    _CONTEXT,
    st.booleans(),
)
def test_nothing_breaks_it(documents, action, resource, context, complete):
    compiled = compile_policies(documents)
    decision = compiled.decide(AccessRequest(action, resource, context, complete))
    assert decision.verdict in _VERDICTS
    assert bool(decision.unknown) == (decision.verdict == "unknown")
    assert (
        compiled.assumes("arn:aws:sts::123456789012:assumed-role/a/b", action, context).verdict in _VERDICTS
    )


@pytest.mark.no_cover
def test_nothing_takes_long():
    def decide():
        for text in (
            "${" * 50_000,
            "${" + " " * 50_000 + ",",
            "*a" * 20_000,
            "?" * 50_000,
            "arn:aws:" + ":*" * 20_000,
        ):
            statement = Statement(
                _PLACE,
                frozenset(),
                effect="Allow",
                actions=(Value(("*",), _PLACE),),
                resources=(Value((text,), _PLACE),),
            )
            document = Document(
                "f", "d", "identity", _PLACE, (statement,), (), Value(("2012-10-17",), _PLACE)
            )
            compile_policies([document]).decide(AccessRequest("s3:GetObject", "arn:aws:s3:::b/" + "a:" * 500))

    assert calls(decide) < 20_000_000
