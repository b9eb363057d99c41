"""N719."""

from collections.abc import Iterator

from ....policy.conditions import requires_key
from ....policy.principals import NARROWING, ROOT, UNKNOWN, identity, own_accounts, trusting
from ....reading.document import Document
from ...rule import Rule, Violation


def _check(document: Document) -> Iterator[Violation]:
    own = own_accounts(document)
    for statement in trusting(document):
        for kind, value in statement.principals:
            found = identity(value) if kind == "AWS" else None
            if found is None or found.account in (*own, UNKNOWN) or requires_key(statement, *NARROWING):
                continue
            # W706 reports an account that is another for sure, as a whole. Of somebody who is named, in an
            # account that may well be this one, any condition is thought for them.
            if (own and found.what != ROOT) or (not own and (found.what == ROOT or not statement.conditions)):
                what = f"every principal of account {found.account}" if found.what == ROOT else value.shown
                where = "in another account" if own else "possibly in another account"
                yield Violation(f"trusts {what} without a condition, {where}", value.place, statement.sid)


RULE = Rule(
    id="N719",
    title="possible other account trusted without a condition",
    costs="if the account is another's, its principals can be used as a confused deputy",
    instead="for another account, add a condition on sts:ExternalId or aws:PrincipalOrgID",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::999999999999:root"},
            "Action": "sts:AssumeRole"
        }]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::999999999999:root"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": "a1b2c3"}}
        }]
    }""",
    check=_check,
)
