"""Why a request is denied: the statements that came near, where they stand, and what did not match."""

import pytest

from emitter.evaluate import AccessRequest, compile_policies
from tests.support.policy_documents import allow, deny, documents

_BUCKET = "arn:aws:s3:::b/k"
_GET = AccessRequest("s3:GetObject", _BUCKET, {"aws:username": ("ann",), "s3:prefix": ()})


def reasons(*policies, request=_GET, boundary=()):
    decision = compile_policies(documents(*policies), documents(*boundary, name="boundary.json")).decide(
        request
    )
    assert decision.verdict == "implicitly-denied"
    return [(reason.sid, reason.what, reason.detail) for reason in decision.reasons]


@pytest.mark.parametrize(
    ("policy", "what", "detail"),
    [
        (allow(Resource="arn:aws:s3:::c/*"), "resource", f"{_BUCKET} is not arn:aws:s3:::c/*"),
        (
            allow(NotResource=["arn:aws:s3:::b/*"]),
            "resource",
            f"{_BUCKET} is among its NotResource: arn:aws:s3:::b/*",
        ),
        (allow(Action=["s3:Put*", "ecs:RunTask"]), "action", "names s3:Put*, not s3:GetObject"),
        (allow(NotAction="s3:*"), "action", "s3:GetObject is among its NotAction: s3:*"),
        (
            allow(Condition={"StringEquals": {"aws:username": ["bob", "eve"]}}),
            "condition",
            "StringEquals aws:username wants bob or eve, got ann",
        ),
        (
            allow(Condition={"StringLike": {"s3:prefix": ""}}),
            "condition",
            "StringLike s3:prefix wants '', the request has none",
        ),
        (
            allow(Resource=[f"arn:aws:s3:::{name}" for name in "uvwxyz"]),
            "resource",
            f"{_BUCKET} is not {' or '.join(f'arn:aws:s3:::{name}' for name in 'uvwx')} or 2 more",
        ),
        (
            allow(Resource=[f"arn:aws:s3:::{name}" for name in "uvwx"]),
            "resource",
            f"{_BUCKET} is not {' or '.join(f'arn:aws:s3:::{name}' for name in 'uvwx')}",
        ),
    ],
)
def test_one_reason(policy, what, detail):
    assert reasons(policy) == [("S", what, detail)]


def test_an_action_in_another_case_is_of_its_service():
    request = _GET._replace(action="S3:GetObject")
    policy = allow(Action=["ecs:RunTask", "S3:Put*", "s3:List*"])
    assert reasons(policy, request=request) == [
        ("S", "action", "names S3:Put* or s3:List*, not S3:GetObject")
    ]


def trust_reasons(who, verdict="implicitly-denied", **elements):
    """The reasons of a trust policy of one statement, on ``who``."""
    policy = {"Action": "sts:AssumeRole", "Resource": None, **elements}
    made = {name: value for name, value in allow(**policy)["Statement"][0].items() if value is not None}
    given = documents({"Version": "2012-10-17", "Statement": [made]})
    decision = compile_policies(one._replace(kind="trust") for one in given).assumes(who)
    assert decision.verdict == verdict
    return [(reason.what, reason.detail) for reason in decision.reasons]


_OWN = "arn:aws:iam::111122223333:role/own"
_OTHER = "arn:aws:iam::111122223333:role/other"


@pytest.mark.parametrize(
    ("elements", "verdict", "expected"),
    [
        (
            {"Principal": {"AWS": [_OTHER, "444455556666"]}},
            "implicitly-denied",
            [("principal", f"{_OWN} is not {_OTHER} or 444455556666")],
        ),
        ({}, "implicitly-denied", [("principal", "names no principal")]),
        (
            {"Principal": {"AWS": _OWN}, "Action": "sqs:SendMessage"},
            "implicitly-denied",
            [("action", "names sqs:SendMessage, not sts:AssumeRole")],
        ),
        (
            {"NotPrincipal": {"AWS": _OTHER}},
            "unknown",
            [
                (
                    "principal",
                    f"whether {_OWN} is {_OTHER} depends on"
                    " NotPrincipal, which IAM accepts in no trust policy",
                )
            ],
        ),
    ],
)
def test_why_a_trust_policy_does_not_let_someone_in(elements, verdict, expected):
    assert trust_reasons(_OWN, verdict, **elements) == expected


def test_a_provider_of_identities_has_one_way_to_a_role():
    provider = "arn:aws:iam::111122223333:oidc-provider/token.example.com"
    assert trust_reasons(provider, Principal={"Federated": provider}) == [
        ("principal", f"{provider} cannot call sts:AssumeRole")
    ]


def test_a_condition_that_cannot_be_judged_says_what_it_depends_on():
    policy = allow(Condition={"StringEqual": {"aws:username": "bob"}, "StringLike": {"aws:SourceVpc": "a"}})
    decision = compile_policies(documents(policy)).decide(_GET)
    assert [reason.detail for reason in decision.reasons] == [
        "StringEqual aws:username wants bob, got ann; depends on operator 'StringEqual'",
        "StringLike aws:SourceVpc wants a; aws:SourceVpc is not given",
    ]


def test_what_decides_whether_a_statement_exists_is_a_reason():
    (document,) = documents(allow())
    (one,) = document.statements
    held = document._replace(statements=(one._replace(when=("Prod", "not Test"), open=("${var.c}",)),))
    decision = compile_policies([held]).decide(_GET)
    assert (decision.verdict, [str(name) for name in decision.unknown]) == (
        "unknown",
        ["${var.c}", "condition Prod", "condition Test"],
    )
    assert [(reason.what, reason.detail) for reason in decision.reasons] == [
        (
            "condition",
            "whether it is there, and when it holds, depends on ${var.c}, condition Prod, condition Test",
        )
    ]


def test_every_condition_that_does_not_hold_is_named():
    condition = {
        "StringEquals": {"aws:username": "bob"},
        "Null": {"s3:prefix": ["true"], "aws:username": "true"},
    }
    assert [what for _, what, _ in reasons(allow(Condition=condition))] == ["condition", "condition"]
    both = allow(Resource="arn:aws:s3:::c/*", Condition=condition)
    assert [what for _, what, _ in reasons(both)] == ["resource", "condition", "condition"]


def test_statements_on_the_action_come_before_those_of_the_service():
    near, far = allow(Sid="Near", Resource="arn:aws:s3:::c/*"), allow(Sid="Far", Action="s3:PutObject")
    assert [sid for sid, _, _ in reasons(near, far)] == ["Near"]
    other = allow(Sid="Other", Action="ecs:*")
    assert [sid for sid, _, _ in reasons(far, other)] == [sid for sid, _, _ in reasons(other, far)] == ["Far"]
    elsewhere = allow(Sid="Put", Action="s3:PutObject", Resource="arn:aws:s3:::c")
    assert [sid for sid, _, _ in reasons(elsewhere, far)] == ["Far"]
    assert [
        sid for sid, _, _ in reasons(far, allow(Sid="Put", Action="s3:Put*", Resource="arn:aws:s3:::c"))
    ] == ["Far"]


def test_when_nothing_is_near_each_policy_says_so():
    other = allow(Action="ecs:*")
    detail = "no statement of this policy allows s3:GetObject or anything near it"
    assert reasons(other, other) == [("", "action", detail)] * 2


def test_the_group_that_does_not_allow_is_named():
    detail = "no statement of this permissions boundary allows s3:GetObject or anything near it"
    assert reasons(allow(), boundary=[allow(Action="ecs:*")]) == [("", "action", detail)]


def test_a_place_is_file_and_line():
    (document,) = documents(allow(Action="s3:PutObject"), name="put.json")
    (reason,) = compile_policies([document]).decide(_GET).reasons
    assert reason.place == document.statements[0].place
    assert (reason.place.file, reason.place.line) == ("put.json", 4)


def test_what_decided_has_its_effect_document_and_place():
    (document,) = documents(allow())
    decision = compile_policies([document._replace(name="P")]).decide(_GET)
    assert [(one.effect, one.sid, one.document, one.place) for one in decision.statements] == [
        ("Allow", "S", "P", document.statements[0].place)
    ]


def test_an_action_on_no_resource_says_that_only_a_star_matches():
    policy = allow(Action="s3:ListAllMyBuckets", Resource="arn:aws:s3:::b")
    ((_, what, detail),) = reasons(policy, request=AccessRequest("s3:ListAllMyBuckets"))
    assert (what, detail) == ("resource", "arn:aws:s3:::* is not arn:aws:s3:::b")
    policy = allow(Action="ecs:ListClusters", Resource="arn:aws:ecs:*:*:cluster/a")
    ((_, what, detail),) = reasons(policy, request=AccessRequest("ecs:ListClusters"))
    assert (
        detail == "ecs:ListClusters takes no resource, so only * matches;"
        " the statement is on arn:aws:ecs:*:*:cluster/a"
    )


def test_a_denial_that_does_not_apply_is_no_reason():
    other = deny(Sid="D", Resource="arn:aws:s3:::c/*")
    far = allow(Sid="Far", Action="s3:PutObject")
    near = allow(Sid="Near", Resource="arn:aws:s3:::c/*")
    assert [sid for sid, _, _ in reasons(near, other)] == ["Near"]
    assert [sid for sid, _, _ in reasons(far, deny(Sid="D", Action="s3:Put*"))] == ["Far"]


def test_of_an_undecided_request_only_statements_that_are_undecided_are_reasons():
    asks = allow(Sid="Asks", Condition={"StringEquals": {"aws:SourceIp": "x"}})
    no = allow(Sid="No", Resource="arn:aws:s3:::c/*", Condition={"StringEquals": {"aws:SourceVpc": "x"}})
    decision = compile_policies(documents(no, asks)).decide(_GET)
    assert decision.verdict == "unknown"
    assert [(one.sid, one.what) for one in decision.reasons] == [("Asks", "condition")]
