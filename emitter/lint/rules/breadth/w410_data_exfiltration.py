"""W410."""

from collections.abc import Iterator

from ....aws.service_reference import Action
from ....policy.grants import allowed_broadly
from ....policy.phrases import as_written
from ....policy.resource_arns import reaches_every
from ....reading.document import Document
from ...action_risks import rule_for_broad_action
from ...rule import Rule, Violation


def _wanted(action: Action) -> bool:
    return rule_for_broad_action(action) == "W410"


def _check(document: Document) -> Iterator[Violation]:
    for found in allowed_broadly(document, _wanted, by=reaches_every):
        what = f"allows {as_written(found.actions)} on {found.resource.shown}: it reads any data or secret"
        yield Violation(what, found.resource.place, found.statement.sid)


RULE = Rule(
    id="W410",
    title="reads of data and secrets, wherever they are",
    costs="whoever gets at these credentials takes the account's data and secrets with them",
    instead="name the buckets, tables, queues, logs, parameters, secrets and keys that are read",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "secretsmanager:GetSecretValue",
            "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:web/*"
        }]
    }""",
    check=_check,
)
