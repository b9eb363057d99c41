"""Pairs of policies that differ a little, and requests that tell them apart; the same for the same seed."""

from random import Random

from emitter.evaluate import AccessRequest

ACTIONS = ("s3:GetObject", "s3:PutObject", "sqs:SendMessage", "ecs:RunTask")
_WRITTEN_ACTIONS = (*ACTIONS, "s3:getobject", "s3:*Object", "S3:Get*", "sqs:SendMessag?", "s3:*", "*")
RESOURCES = ("arn:aws:s3:::toys/ann/a", "arn:aws:s3:::toys/bob", "arn:aws:sqs:eu-west-1:123456789012:jobs")
_WRITTEN_RESOURCES = (
    *RESOURCES,
    "*",
    "arn:aws:s3:::toys/*",
    "arn:aws:s3:::toys/${aws:username}/*",
    "arn:aws:s3:::toys/bo?",
    "arn:aws:s3:::*",
    "arn:aws:sqs:*:123456789012:jobs",
    "arn:aws:s*:::toys/*",
    "arn:aws:sqs:eu-west-1:*",
    "arn:aws:sqs:*",
)
VALUES = {
    "aws:username": ("ann", "bob", "Ann", "*"),
    "aws:SourceIp": ("10.0.0.1", "10.1.0.1"),
    "aws:PrincipalArn": ("arn:aws:iam::123456789012:role/ann", "arn:aws:iam::123456789012:role/a/b"),
    "aws:SecureTransport": ("true", "false"),
    "aws:CalledVia": ("ann", "bob", "eve"),
    "aws:MultiFactorAuthAge": ("5", "10", "20"),
    "aws:CurrentTime": ("2020-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
}
_NOT = ("", "Not")
_CLAUSES = {
    "aws:username": (
        [f"String{no}{rest}" for no in _NOT for rest in ("Equals", "Like", "EqualsIgnoreCase")],
        ("ann", "bob", "a*", "ANN", "?nn", "*", "${aws:username}"),
    ),
    "aws:SourceIp": (["IpAddress", "NotIpAddress"], ("10.0.0.0/8", "10.0.0.0/16", "10.0.0.1", "10.1.0.1")),
    "aws:PrincipalArn": (
        ["ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals", "StringLike", "StringEquals"],
        (
            "arn:aws:iam::123456789012:role/*",
            "arn:aws:iam::*:role/ann",
            "arn:aws:iam::*",
            "arn:*:ann",
            "*:role/ann",
            "*",
            "arn:aws:iam::123456789012:role/ann",
        ),
    ),
    "aws:SecureTransport": (["Bool", "Null"], ("true", "false", "True")),
    "aws:CalledVia": (["StringEquals", "StringLike", "StringNotEquals"], ("ann", "bob", "*")),
    "aws:MultiFactorAuthAge": (
        ["NumericLessThan", "NumericGreaterThanEquals", "NumericNotEquals", "NumericEquals"],
        ("5", "10", "20", "10.0"),
    ),
    "aws:CurrentTime": (
        ["DateLessThan", "DateGreaterThan"],
        ("2020-01-01T00:00:00Z", "2022-01-01T00:00:00Z"),
    ),
}
_SETS = ("", "", "ForAnyValue:", "ForAllValues:")


def _some(random: Random, values, most=3):
    return random.sample(values, random.randint(1, min(most, len(values))))


def _conditions(random: Random):
    found = {}
    for key in random.sample(tuple(_CLAUSES), random.choice((0, 0, 1, 1, 2))):
        operators, values = _CLAUSES[key]
        name = random.choice(operators)
        if name != "Null":
            name = random.choice(_SETS) + name + random.choice(("", "", "IfExists"))
        found.setdefault(name, {})[random.choice((key, key, key.upper()))] = _some(random, values)
    return found


def statement(random: Random):
    """Return one statement of an identity policy."""
    action = random.choice(("Action", "Action", "Action", "NotAction"))
    resource = random.choice(("Resource", "Resource", "Resource", "NotResource"))
    written = {
        "Effect": random.choice(("Allow", "Allow", "Allow", "Deny")),
        action: _some(random, _WRITTEN_ACTIONS),
        resource: _some(random, _WRITTEN_RESOURCES),
    }
    conditions = _conditions(random)
    return written | ({"Condition": conditions} if conditions else {})


def policy(statements):
    """Return the policy of ``statements``."""
    return {"Version": "2012-10-17", "Statement": statements}


def pair(random: Random):
    """Return two policies: the second has a statement more or less, or one with another element."""
    old = [statement(random) for _ in range(random.randint(1, 3))]
    new = list(old)
    for _ in range(random.randint(1, 2)):
        number = random.randint(0, len(new))
        if number == len(new):
            new.append(statement(random))
        elif len(new) > 1 and random.random() < 0.4:
            del new[number]
        else:
            other = statement(random)
            chosen = random.choice(tuple(other))
            gone = next((n for n in ("Action", "Resource") if chosen.endswith(n)), chosen)
            kept = {key: value for key, value in new[number].items() if not key.endswith(gone)}
            new[number] = kept | {chosen: other[chosen]}
    return policy(old), policy(new)


def request(random: Random):
    """Return a request of which everything is known."""
    context = {
        key: tuple(random.sample(values, random.randint(0, 2 if key == "aws:CalledVia" else 1)))
        for key, values in VALUES.items()
    }
    return AccessRequest(random.choice(ACTIONS), random.choice(RESOURCES), context, True)
