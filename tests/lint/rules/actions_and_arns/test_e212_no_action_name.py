"""E212."""

from emitter.lint.rules.actions_and_arns.e212_no_action_name import RULE
from tests.support.linting import finds, one, table, terraform


@table(
    found=[
        ("'ListBuckets' has no service prefix; write SERVICE:ACTION", one(Action="ListBuckets")),
        ("'s3:Get:Object' has more than one colon", one(Action="s3:Get:Object")),
        (
            "'s*:GetObject' has the service prefix 's*'; a wildcard is not valid in a prefix",
            one(Action="s*:GetObject"),
        ),
        ("':GetObject' has the service prefix ''", one(Action=None, NotAction=":GetObject")),
        ("'s3:' has no action name", one(Action="s3:")),
    ],
    passed=[
        one(Action="*"),
        one(Action="*:*"),
        one(Action="s3:*Object"),
        one(Action="execute-api:Invoke"),
        terraform(actions=["${var.action}"]),
    ],
)
def test_an_action_has_a_service_and_a_name(expected, text):
    finds(RULE, text, *expected)
