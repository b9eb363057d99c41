"""Deployments of every shape that the model can hold, for hypothesis."""

import re

from awacs import aws as awacs_aws
from awacs import ecs, iam, s3, sts
from awacs.aws import Action, ConditionElement
from hypothesis import strategies as st

from emitter.catalogue import syntax
from emitter.catalogue.model import Evidence, Kind
from emitter.catalogue.patterns import PSEUDO, Hole, join
from emitter.catalogue.syntax import Syntax
from emitter.compiler.deployment import (
    BoundCondition,
    BoundIdentity,
    BoundStatement,
    Deployment,
    Policy,
    TemplateParameter,
    TrustStatement,
)
from emitter.compiler.plan import Reason

# Every row of the module that says what a value may look like.
SYNTAXES = {name: row for name, row in vars(syntax).items() if isinstance(row, Syntax)}

# What parameters of a generated deployment are called, and what they may be.
NAME = Syntax(r"[A-Za-z0-9_-]{1,40}", "a name is up to 40 letters, digits, - and _", 40)
TITLES = ("Cluster", "TaskRole", "Ab2Cd", "X")

ACTIONS = (
    s3.GetObject,
    s3.PutObject,
    ecs.RunTask,
    iam.PassRole,
    sts.AssumeRole,
    Action("ec2", "*"),
    Action("s3", "Get*"),
)
OPERATORS = sorted(
    {
        element.condition
        for element in vars(awacs_aws).values()
        if isinstance(element, type)
        and issubclass(element, ConditionElement)
        and isinstance(getattr(element, "condition", None), str)
    }
)
KEYS = ("aws:SourceArn", "aws:RequestTag/kept by", "s3:prefix", "aws:ResourceTag/a=b.c/d+e-f@g_h")
VARIABLES = ("aws:username", "aws:PrincipalTag/team-name", "aws:username, 'nobody'", "*", "?")

# A pattern of the catalogue holds any character but those that begin or end a hole; these are the ones
# that mean something to YAML, JSON, HCL, CloudFormation or a shell.
_NASTY = "\"'`\\!#%&*?<>|;:,.~^=+@()[]/- \t\n-aZ09éß漢😀\u0085\u2028\ufeff"
_LITERAL = st.text(
    st.one_of(
        st.sampled_from(_NASTY),
        st.characters(exclude_characters="{}$", exclude_categories=("Cs", "Co", "Cc", "Cn")),
    ),
    min_size=1,
    max_size=12,
)
# Reasons that a third party's catalogue may give.
_SOURCES = st.builds(
    Evidence,
    st.sampled_from(("code", "vendor", "inferred")),
    st.one_of(_LITERAL, st.builds("a/b {}:{}".format, _LITERAL, st.integers(1, 9))),
    st.one_of(
        _LITERAL,
        st.builds("https://github.com/a/b/blob/0123456/{}".format, _LITERAL),
        st.builds("https://example.com/{}".format, _LITERAL),
    ),
)
_REASONS = st.builds(
    Reason,
    st.sampled_from(("", "s3:GetObject", "ecs:RunTask")),
    _LITERAL,
    st.lists(_SOURCES, max_size=2).map(tuple),
)


def admitted(row):
    """Values that ``row`` of the syntax admits."""
    return st.from_regex(re.compile(row.pattern), fullmatch=True).filter(row.accepts)


def tags():
    """Up to three tags; IAM takes no two keys that differ in case only, and none of AWS's own."""
    keys = admitted(syntax.TAG_KEY).filter(lambda key: not key.lower().startswith("aws:"))
    pairs = st.tuples(keys, admitted(syntax.TAG_VALUE))
    return st.lists(pairs, max_size=3, unique_by=lambda pair: pair[0].lower()).map(dict)


@st.composite
def texts(draw, titles=TITLES):
    """A text: literals, policy variables and, where there are ``titles``, holes for those and pseudo ones."""
    holes = [Hole("variable", name) for name in VARIABLES]
    if titles:
        holes += [Hole("pseudo", name) for name in PSEUDO] + [Hole("parameter", name) for name in titles]
    return join(draw(st.lists(st.one_of(_LITERAL, st.sampled_from(holes)), min_size=1, max_size=4)))


@st.composite
def _conditions(draw, titles):
    pairs = st.tuples(st.sampled_from(OPERATORS), st.sampled_from(KEYS))
    return tuple(
        BoundCondition(
            operator, (key,), tuple(draw(st.lists(texts(titles), min_size=1, max_size=2, unique=True)))
        )
        for operator, key in draw(st.lists(pairs, max_size=3, unique=True))
    )


@st.composite
def _statements(draw, titles):
    sids = draw(
        st.lists(st.from_regex(r"[A-Za-z0-9]{1,12}", fullmatch=True), min_size=1, max_size=3, unique=True)
    )
    return tuple(
        BoundStatement(
            sid,
            tuple(draw(st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=3, unique=True))),
            tuple(draw(st.lists(texts(titles), min_size=1, max_size=2, unique=True))),
            draw(_conditions(titles)),
            tuple(draw(st.lists(_REASONS, max_size=2))),
        )
        for sid in sids
    )


@st.composite
def _identities(draw, titles):
    makes = draw(st.sampled_from(("role", "group", "user")))
    names = st.one_of(
        admitted(syntax.USER_NAME).map(lambda name: (name,)),
        *([st.sampled_from(titles).map(lambda title: (Hole("parameter", title),))] if titles else []),
    )
    people = st.lists(admitted(syntax.USER_NAME), max_size=4, unique_by=str.lower)
    users = draw(people) if makes == "group" else []
    split = draw(st.integers(0, len(users)))
    person = makes != "group"
    return BoundIdentity(
        kind=Kind("made-up", "a made-up identity", makes, why="Nobody is it"),
        name=draw(names),
        path=draw(st.none() | admitted(syntax.IAM_PATH)),
        permissions_boundary=draw(st.none() | texts(titles)) if person else None,
        max_session_duration=draw(st.none() | st.integers(3600, 43200)) if makes == "role" else None,
        description=draw(st.none() | admitted(syntax.DESCRIPTION)) if makes == "role" else None,
        tags=draw(tags()) if person else {},
        trust=tuple(
            TrustStatement(
                draw(st.sampled_from(("Service", "AWS", "Federated"))),
                tuple(draw(st.lists(texts(titles), min_size=1, max_size=2, unique=True))),
                (sts.AssumeRole,),
                draw(_conditions(titles)),
            )
            for _ in range(draw(st.integers(1, 2)) if makes == "role" else 0)
        ),
        users=tuple(users[:split]),
        members=tuple(users[split:]),
    )


@st.composite
def deployments(draw, *, open=True):
    """A deployment; unless ``open``, its texts have no holes but policy variables."""
    titles = TITLES if open else ()
    identity = draw(_identities(titles))
    policies = tuple(
        Policy(title, (name,), "A made-up policy", "https://example.com", draw(_statements(titles)))
        for title, name in (("Policy", "first"), ("OtherPolicy", "second"))[: draw(st.integers(1, 2))]
    )
    return Deployment(
        label="toy",
        title="made up",
        command="emit",
        identity=identity,
        policies=policies,
        parameters=tuple(TemplateParameter(t, f"the {t}", NAME, NAME.pattern, None, "All") for t in titles),
    )
