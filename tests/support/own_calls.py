"""Calls that a target makes with given features: one for each action, resource and condition of its plan."""

import json

from emitter.catalogue.patterns import Hole, holes, parse
from emitter.compiler.plan import plan

ACCOUNT, REGION, PARTITION = "210987654321", "eu-west-1", "aws"
_PLACE = {"account": ACCOUNT, "region": REGION, "partition": PARTITION, "dns_suffix": "amazonaws.com"}
_UUID = "{:08x}-12ab-34cd-56ef-1234567890ab"


def value(parameter, number):
    """A value that ``parameter``, the one with this number, takes; of no other parameter."""
    name = parameter.name.replace("_", "-")
    for text in (
        f"{name}-{number}",
        f"{name}{number}",
        f"{name}/{number}",
        f"{number:012d}",
        f"us-east-{number % 9 + 1}",
        f"/{name}/{number}",
        f"arn:aws:iam::{number:012d}:role/{name}",
        f"arn:aws:kms:{REGION}:{number:012d}:key/{name}",
        f"vpc-{number:017x}",
        f"Z{number:012d}",
        f"eu-west-1_Ab{number:07d}",
        _UUID.format(number),
        f"{name}.example.com",
    ):
        if parameter.syntax.accepts(text):
            return text.removeprefix(parameter.strip)
    raise AssertionError(f"{parameter.name}: no value for {parameter.syntax.pattern}")


def values(target):
    """A value for every parameter of ``target``."""
    return {one.name: value(one, number) for number, one in enumerate(target.parameters, 11)}


def _text(pattern, given, target):
    made = ""
    for part in pattern:
        if isinstance(part, Hole):
            if part.kind == "variable":
                made += "ann"
            elif part.name in _PLACE:
                made += _PLACE[part.name]
            else:
                own = target.parameter[part.name]
                inner = parse(own.arn) if own.arn else ("value",)
                made += "".join(
                    given[part.name]
                    if piece == "value" or (isinstance(piece, Hole) and piece.name == "value")
                    else _PLACE[piece.name]
                    if isinstance(piece, Hole)
                    else piece
                    for piece in inner
                )
        else:
            made += part
    return made.replace("*", "any").replace("?", "q")


def _context(conditions, given, target, number):
    """The condition keys with which ``conditions`` hold, of several values the one with this number."""
    context = {}
    for one in conditions:
        texts = [_text(text, given, target) for text in one.values]
        operator = one.operator.rpartition(":")[2].removesuffix("IfExists")
        if operator in ("Null",):
            continue
        if operator.startswith(("StringNot", "ArnNot")):
            texts = [f"not-{text}" for text in texts]
        context[one.key] = texts[number % len(texts)] if not one.operator.startswith("For") else texts
    for one in conditions:
        if one.operator == "Null" and one.values == (("true",),):
            context.pop(one.key, None)
        elif one.operator == "Null":
            context.setdefault(one.key, "any")
    return context


def calls(target, version, features=(), without=()):
    """The calls as lines of JSON: all that the plan with these features allows, and nothing twice."""
    planned = plan(target, version, "least-privilege", features, without)
    given = values(target)
    lines = {}
    for statement in planned.statements:
        most = max((len(one.values) for one in statement.conditions), default=1)
        for action in statement.actions:
            for resource in statement.resources:
                for number in range(most):
                    line = {"action": action.JSONrepr()}
                    if resource != ("*",):
                        line["resource"] = _text(resource, given, target)
                    line["complete"] = True
                    line["context"] = _context(statement.conditions, given, target, number)
                    lines[json.dumps(line)] = None
    return list(lines)


def named(planned):
    """The parameters that the statements of a plan name in their resources."""
    return {name for one in planned.statements for text in one.resources for name in holes(text)}
