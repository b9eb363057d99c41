"""One value that somebody gave, checked and in its place."""

import pytest

from emitter.catalogue.model import Parameter
from emitter.catalogue.patterns import Hole
from emitter.catalogue.syntax import Syntax
from emitter.compiler.values import check, texts, wrapped
from emitter.errors import RequestError

NAME = Syntax("[a-z*/-]+", "a name is of letters", 20)
PLACE = {"partition": ("aws",), "region": ("eu-west-1",), "account": ("111122223333",)}
OPEN = {
    "partition": (Hole("pseudo", "partition"),),
    "region": (Hole("pseudo", "region"),),
    "account": (Hole("pseudo", "account"),),
}
ROLE = Parameter(
    "role", "a role", NAME, arn="arn:{partition}:iam::{account}:role/{value}", allows_wildcard=False
)
PLAIN = Parameter("cluster", "a cluster", NAME, strip="cluster/")


def refused(function, *arguments, **options):
    with pytest.raises(RequestError) as refusal:
        function(*arguments, **options)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("parameter", "given", "where", "found"),
    [
        (PLAIN, ["prod"], PLACE, [("prod",)]),
        (PLAIN, ["prod", "web", "prod"], PLACE, [("prod",), ("web",)]),
        (PLAIN, ["cluster/prod"], PLACE, [("prod",)]),
        (PLAIN, ["*"], PLACE, [("*",)]),
        (ROLE, ["web"], PLACE, [("arn:aws:iam::111122223333:role/web",)]),
        (ROLE, ["arn:aws:iam::111122223333:role/web"], PLACE, [("arn:aws:iam::111122223333:role/web",)]),
        (ROLE, ["arn:aws-cn:iam::444455556666:role/web"], OPEN, [("arn:aws-cn:iam::444455556666:role/web",)]),
        (
            ROLE,
            ["web"],
            OPEN,
            [("arn:", Hole("pseudo", "partition"), ":iam::", Hole("pseudo", "account"), ":role/web")],
        ),
    ],
)
def test_what_a_value_becomes(parameter, given, where, found):
    assert list(texts("values.it", parameter, given, where)) == found


@pytest.mark.parametrize(
    ("parameter", "given", "says"),
    [
        (PLAIN, [], "is an empty list; leave it out, or give a value"),
        (PLAIN._replace(many=False), ["a", "b"], "2 values given, only one is allowed; give one"),
        (PLAIN, ["a b"], "'a b' is not valid; a name is of letters"),
        (PLAIN, ["a" * 21], f"'{'a' * 21}' is not valid; a name is of letters"),
        (ROLE, ["a b"], "'a b' is not valid; a name is of letters, or give its ARN"),
        (ROLE, ["*"], "'*' matches everything; give a name, or use --any-name"),
        (ROLE, ["*/*"], "'*/*' matches everything; give a name, or use --any-name"),
        (ROLE, ["arn:aws:iam::111122223333:role/*"], "'*' matches everything; give a name"),
        # Of another account, another kind, and no name.
        (
            ROLE,
            ["arn:aws:iam::444455556666:role/web"],
            "'arn:aws:iam::444455556666:role/web' is not a matching ARN",
        ),
        (
            ROLE,
            ["arn:aws:iam::111122223333:user/web"],
            "'arn:aws:iam::111122223333:user/web' is not a matching ARN;"
            " it is like arn:aws:iam::111122223333:role/ROLE",
        ),
        (
            ROLE,
            ["arn:aws:iam::111122223333:role/a b"],
            "'arn:aws:iam::111122223333:role/a b' is not a matching",
        ),
    ],
)
def test_a_value_that_is_wrong(parameter, given, says):
    assert refused(texts, "values.it", parameter, given, PLACE).startswith(f"values.it: {says}")


def test_an_arn_of_an_open_place_is_like_its_parts():
    assert refused(texts, "values.it", ROLE, ["arn:aws:iam::1:role/web"], OPEN).endswith(
        "it is like arn:PARTITION:iam::ACCOUNT:role/ROLE"
    )


def test_any_name_may_match_everything():
    assert texts("values.it", ROLE, ["*"], PLACE, any_name=True) == (("arn:aws:iam::111122223333:role/*",),)


def test_a_value_is_checked_and_wrapped():
    assert check(NAME, "values.it", "web") == "web"
    assert wrapped(PLAIN, (Hole("parameter", "x"),), PLACE) == (Hole("parameter", "x"),)
    assert wrapped(ROLE, (Hole("parameter", "x"),), PLACE) == (
        "arn:aws:iam::111122223333:role/",
        Hole("parameter", "x"),
    )
