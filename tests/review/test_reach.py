"""How far policies reach: services, access levels, and named or any resources."""

import pytest

from emitter.aws.service_reference import action, services
from emitter.review.reach import MOST, reach, share
from tests.support.policy_documents import allow, deny, documents, statement

SERVICE = "arn:aws:ecs:eu-west-1:111122223333:service/a/b"


@pytest.mark.parametrize(
    ("elements", "name", "shared"),
    [
        ({"Resource": "*"}, "ecs:UpdateService", "any"),
        ({"Resource": [SERVICE, "*"]}, "ecs:UpdateService", "any"),
        ({"Resource": [SERVICE, "arn:aws:ecs:*:*:service/*"]}, "ecs:UpdateService", "any"),
        ({"Resource": SERVICE}, "ecs:UpdateService", "named"),
        ({"NotResource": SERVICE}, "ecs:UpdateService", "any"),
        ({"Resource": "*"}, "ecr:GetAuthorizationToken", "none"),
    ],
)
def test_what_an_action_reaches(elements, name, shared):
    assert share(statement(**elements), action(name)) == shared


def rows(now, before=()):
    """What each service has now and had before, and how many services are left out."""
    found, more = reach(documents(*now), documents(*before))
    return {row.service: (dict(row.now), dict(row.before)) for row in found}, more


NAMED = allow(Action=["ecs:UpdateService", "ECS:DescribeServices"], Resource=SERVICE)
ANY = allow(Action="ecs:UpdateService")


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        ([], [], {}),
        ([NAMED], [], {"ecs": ({("Write", "named"): 1, ("Read", "named"): 1}, {})}),
        # Allowed twice it counts once, by the wider of the two.
        ([NAMED, ANY], [], {"ecs": ({("Write", "any"): 1, ("Read", "named"): 1}, {})}),
        ([ANY, NAMED], [], {"ecs": ({("Write", "any"): 1, ("Read", "named"): 1}, {})}),
        ([], [ANY], {"ecs": ({}, {("Write", "any"): 1})}),
        ([ANY], [NAMED], {"ecs": ({("Write", "any"): 1}, {("Write", "named"): 1, ("Read", "named"): 1})}),
        ([NAMED, deny(Action="ecs:update*")], [], {"ecs": ({("Read", "named"): 1}, {})}),
        (
            [ANY, allow(Action="s3:GetObject", Resource="arn:aws:s3:::b/*")],
            [],
            {"ecs": ({("Write", "any"): 1}, {}), "s3": ({("Read", "named"): 1}, {})},
        ),
        ([deny(Action="ecs:*")], [], {}),
    ],
)
def test_rows_of_services(now, before, found):
    assert rows(now, before) == (found, 0)


def test_services_that_a_statement_names_are_drawn_first():
    everything, more = rows([allow(Action="*")])
    assert (len(everything), len(everything) + more) == (MOST, len(services()))
    assert list(everything) == sorted(everything)
    assert {"iam", "ec2", "s3"} <= set(everything)
    least = next(name for name in sorted(services()) if name not in everything)
    found, _ = rows([allow(Action=["*", f"{least.upper()}:*"])])
    assert least in found
    assert len(found) == MOST


def test_every_service_that_is_named_is_drawn():
    named = sorted(services())[: MOST + 5]
    found, more = rows([allow(Action=[f"{name}:*" for name in named])])
    assert (sorted(found), more) == (named, 0)
