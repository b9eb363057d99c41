"""N115."""

import json

from emitter.lint.rules.structure.n115_template_file import RULE
from tests.support.linting import SERVICE, finds, one, policy, statement, table, template, terraform, trusting


@table(
    found=[
        (
            "has placeholders of a template (${region}, ${account} and ${queue}): their values are unknown",
            one(Resource="arn:aws:sqs:${region}:${account}:${queue}${region}"),
        ),
        ("(${module.queue[0].arn})", one(Resource="${module.queue[0].arn}")),
        ("(${join(sep, arns)})", one(Resource="${join(sep, arns)}")),
        ("(%{ if public } and %{ endif })", one(Resource="%{ if public }*%{ endif }")),
        ("(${account})", json.dumps(trusting({"AWS": "arn:aws:iam::${account}:root"}))),
    ],
    passed=[
        one(),
        one(Resource=f"{SERVICE}${{aws:username}}"),
        one(Resource=f"{SERVICE}${{username}}"),
        terraform(resources=["${var.arn}"]),
        template(policy(statement(Resource={"Fn::Sub": "${Queue}"}))),
    ],
)
def test_a_template_of_a_policy_is_named_once(expected, text):
    finds(RULE, text, *expected)
