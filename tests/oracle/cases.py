"""Random requests with policies: every operator, set prefix, variable, NotX, boundary, session and trust."""

from random import Random
from typing import Any, NamedTuple

ACCOUNT = "123456789012"
_ROLE = f"arn:aws:iam::{ACCOUNT}:role/deploy"

# Actions with resources that they take; "*" where they take none.
REQUESTS = (
    ("s3:GetObject", "arn:aws:s3:::toys/ann/a"),
    ("s3:PutObject", "arn:aws:s3:::toys/ann/a"),
    ("s3:ListBucket", "arn:aws:s3:::toys"),
    ("s3:ListAllMyBuckets", "*"),
    ("sqs:SendMessage", f"arn:aws:sqs:eu-west-1:{ACCOUNT}:jobs"),
    ("ecs:UpdateService", f"arn:aws:ecs:eu-west-1:{ACCOUNT}:service/prod/web"),
    ("ecs:RunTask", f"arn:aws:ecs:eu-west-1:{ACCOUNT}:task-definition/web:1"),
    ("iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/web"),
    ("ec2:DescribeInstances", "*"),
    ("sts:GetCallerIdentity", "*"),
)
_ACTIONS = (
    *dict.fromkeys(action for action, _ in REQUESTS),
    *("*", "s3:*", "S3:get*", "s3:*Object", "s3:Get?bject", "sqs:SendMessag?", "ecs:*", "iam:Pass*"),
)
_RESOURCES = (
    *dict.fromkeys(resource for _, resource in REQUESTS),
    "arn:aws:s3:::*",
    "arn:aws:s3:::toys/*",
    "arn:aws:s3:::toys/${aws:username}/*",
    "arn:aws:s3:::toys/${aws:PrincipalTag/team, 'ann'}/?",
    "arn:aws:s3:::toys/b${*}b",
    "arn:aws:s3:::toys/${aws:PrincipalTag/team}*",
    "arn:aws:s3:::${aws:PrincipalTag/team}",
    "arn:aws:s*:::toys*",
    "arn:aws:sqs:*:*:jobs",
    f"arn:aws:sqs:eu-west-1:{ACCOUNT}:*",
    "arn:aws:sqs:eu-west-1:*",
    "arn:aws:sqs:*",
    f"arn:aws:ecs:eu-west-1:{ACCOUNT}:service/*/web",
    f"arn:aws:ecs:*:{ACCOUNT}:*",
    f"arn:*:ecs:eu-west-1:{ACCOUNT}:task-definition/web:*",
    f"arn:aws:iam::{ACCOUNT}:role/*",
    "arn:aws:iam::${aws:PrincipalAccount}:role/web",
)
# Each key with values that a request may have for it, and values that a policy compares it with.
_TEXTS = ("ann", "bob", "Ann", "b*b", "", "a?n", "x y")
_WRITTEN_TEXTS = (
    *("ann", "bob", "ANN", "a*", "?nn", "*", "b${*}b", "a${?}n", "x*"),
    *("${aws:username}", "${aws:PrincipalTag/team}", "${aws:PrincipalTag/team, 'ann'}", "${$}{x}"),
)
_ARNS = (_ROLE, f"arn:aws:iam::{ACCOUNT}:role/a/deploy", f"arn:aws:iam::{ACCOUNT}:user/ann", "no arn")
_WRITTEN_ARNS = (
    *(_ROLE, f"arn:aws:iam::{ACCOUNT}:role/*", "arn:aws:iam::*:role/deploy", "arn:aws:iam::*"),
    *("arn:*:deploy", "*", "*:role/deploy", f"arn:aws:iam::{ACCOUNT}:user/${{aws:username}}", "arn:*"),
    *(f"arn:aws:iam::{ACCOUNT}:role/?/deploy", f"arn:a*:iam::{ACCOUNT}:role/deploy"),
    *(f"arn:aws:i*:{ACCOUNT}:role/deploy", "deploy"),
)
_DATES = ("2020-01-01T00:00:00Z", "2024-06-01T12:00:00Z", "2024-06-01T14:00:00+02:00", "1717243200", "soon")
_WRITTEN_DATES = (*_DATES, "2022-01-01", "2024-06-01T12:00:00.000Z", "2022")
_NUMBERS = ("5", "10", "10.0", "-1", "1e1", "ten")
_ADDRESSES = ("10.0.0.1", "10.1.0.1", "203.0.113.9", "2001:db8::1", "no address")
_WRITTEN_ADDRESSES = ("10.0.0.0/8", "10.0.0.0/16", "10.0.0.1", "0.0.0.0/0", "2001:db8::/32", "203.0.113.9/32")
_BYTES = ("QmluYXJ5", "dGV4dA==", "no base64!")
_BOOLS = ("true", "false")
_WRITTEN_BOOLS = ("true", "false", "True", "FALSE")

_COMPARED = ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
_FAMILIES = {
    "String": (
        tuple(f"String{no}{rest}" for no in ("", "Not") for rest in ("Equals", "Like", "EqualsIgnoreCase")),
        _WRITTEN_TEXTS,
    ),
    "Arn": (("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"), _WRITTEN_ARNS),
    "Numeric": (tuple(f"Numeric{rest}" for rest in _COMPARED), _NUMBERS),
    "Date": (tuple(f"Date{rest}" for rest in _COMPARED), _WRITTEN_DATES),
    "Bool": (("Bool",), _WRITTEN_BOOLS),
    "Binary": (("BinaryEquals",), _BYTES),
    "Ip": (("IpAddress", "NotIpAddress"), _WRITTEN_ADDRESSES),
    "Null": (("Null",), _BOOLS),
}
_KEYS = {
    "aws:username": ("String", _TEXTS),
    "aws:PrincipalTag/team": ("String", _TEXTS),
    "aws:UserAgent": ("String", _TEXTS),
    "aws:PrincipalAccount": ("String", (ACCOUNT, "999999999999")),
    "aws:PrincipalArn": ("Arn", _ARNS),
    "aws:SourceArn": ("Arn", _ARNS),
    "aws:SourceIp": ("Ip", _ADDRESSES),
    "aws:SecureTransport": ("Bool", _BOOLS),
    "aws:MultiFactorAuthPresent": ("Bool", _BOOLS),
    "aws:MultiFactorAuthAge": ("Numeric", _NUMBERS),
    "aws:CurrentTime": ("Date", _DATES),
    "aws:EpochTime": ("Date", ("1717243200", "0")),
    "aws:PrincipalTag/blob": ("Binary", _BYTES),
    "aws:CalledVia": ("String", _TEXTS),
    "aws:PrincipalServiceNamesList": ("String", _TEXTS),
    "s3:prefix": ("String", _TEXTS),
}
MANY = ("aws:CalledVia", "aws:PrincipalServiceNamesList")
_SETS = ("", "", "ForAnyValue:", "ForAllValues:")


class Case(NamedTuple):
    """A request and the policies that decide it, as JSON; ``trust`` replaces what an identity has."""

    principal: str
    action: str
    resource: str
    context: dict[str, list[str]]
    policies: list[Any]
    boundary: Any = None
    session: Any = None
    trust: Any = None


def case(number: int) -> Case:
    """Return case ``number``, the same each time."""
    random = Random(number)
    context = {key: _given(random, key) for key in _KEYS if random.random() < 0.6}
    if random.random() < 0.2:
        return _trust(random, context)
    action, resource = random.choice(REQUESTS)
    if action != "s3:ListBucket":
        # No request for another has it.
        context.pop("s3:prefix", None)
    session = _policy(random, 0.9) if random.random() < 0.15 else None
    return Case(
        f"arn:aws:sts::{ACCOUNT}:assumed-role/deploy/run" if session else f"arn:aws:iam::{ACCOUNT}:user/ann",
        action,
        resource,
        context,
        [_policy(random) for _ in range(random.choice((1, 1, 2)))],
        _policy(random, 0.9) if random.random() < 0.3 else None,
        session,
    )


def _given(random: Random, key: str) -> list[str]:
    values = _KEYS[key][1]
    return random.sample(values, random.randint(0, min(3, len(values))) if key in MANY else 1)


def _some(random: Random, values: tuple[str, ...], most: int = 3) -> list[str]:
    return random.sample(values, random.randint(1, min(most, len(values))))


def _policy(random: Random, allows: float = 0.7) -> Any:
    statements = [_statement(random, allows) for _ in range(random.randint(1, 3))]
    version = (
        {} if random.random() < 0.05 else {"Version": random.choice(("2012-10-17",) * 9 + ("2008-10-17",))}
    )
    return version | {"Statement": statements}


def _statement(random: Random, allows: float) -> dict[str, Any]:
    broad = random.random() < 0.4
    no_action, no_resource = (random.choice(("", "", "Not")) for _ in range(2))
    return {
        "Effect": "Allow" if random.random() < allows else "Deny",
        **({"Action": ["*"]} if broad else {f"{no_action}Action": _some(random, _ACTIONS)}),
        **(
            {"Resource": ["*"]}
            if broad and random.random() < 0.5
            else {f"{no_resource}Resource": _some(random, _RESOURCES)}
        ),
        **_condition(random),
    }


def _condition(random: Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in random.sample(tuple(_KEYS), random.choice((0, 1, 1, 1, 2))):
        family = random.choice(tuple(_FAMILIES)) if random.random() < 0.15 else _KEYS[key][0]
        family = "Null" if random.random() < 0.07 else family
        operators, values = _FAMILIES[family]
        name = random.choice(operators)
        if name != "Null":
            name = f"{random.choice(_SETS)}{name}{random.choice(('', '', 'IfExists'))}"
        spelled = random.choice((key, key, key.upper()))
        found.setdefault(name, {})[spelled] = _some(random, values, 1 if name == "Null" else 3)
    return {"Condition": found} if found else {}


# Who asks for a role, with the keys that follow from that.
_PRINCIPALS: dict[str, dict[str, str]] = {
    f"arn:aws:iam::{ACCOUNT}:user/ann": {
        "aws:username": "ann",
        "aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:user/ann",
        "aws:PrincipalAccount": ACCOUNT,
    },
    "arn:aws:iam::999999999999:user/team/bob": {
        "aws:username": "bob",
        "aws:PrincipalArn": "arn:aws:iam::999999999999:user/team/bob",
        "aws:PrincipalAccount": "999999999999",
    },
    "arn:aws:sts::999999999999:assumed-role/ci/run": {
        "aws:PrincipalArn": "arn:aws:iam::999999999999:role/ci",
        "aws:PrincipalAccount": "999999999999",
    },
    "lambda.amazonaws.com": {},
}
_NAMED: tuple[Any, ...] = (
    *({"AWS": one} for one in _PRINCIPALS if one.startswith("arn:")),
    *({"AWS": ["*"]}, {"AWS": "999999999999"}, {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}),
    *({"AWS": "arn:aws:iam::999999999999:role/ci"}, {"AWS": ["arn:aws:iam::999999999999:root", ACCOUNT]}),
    *({"Service": "lambda.amazonaws.com"}, {"Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"]}),
)
FOLLOWING = ("aws:username", "aws:PrincipalArn", "aws:PrincipalAccount", "s3:prefix")


def _trust(random: Random, context: dict[str, list[str]]) -> Case:
    statements = []
    for _ in range(random.randint(1, 3)):
        named = "*" if random.random() < 0.1 else random.choice(_NAMED)
        statements.append(
            {
                "Effect": random.choice(("Allow", "Allow", "Allow", "Deny")),
                # NotPrincipal is in no trust policy: IAM refuses it.
                "Principal": named,
                "Action": random.choice(("sts:AssumeRole", "sts:*", "sts:AssumeRoleWithSAML")),
                **_condition(random),
            }
        )
    policy = {"Version": "2012-10-17", "Statement": statements}
    who = random.choice(tuple(_PRINCIPALS))
    kept = {key: values for key, values in context.items() if key not in FOLLOWING}
    kept |= {key: [value] for key, value in _PRINCIPALS[who].items()}
    return Case(who, "sts:AssumeRole", _ROLE, kept, [], trust=policy)
