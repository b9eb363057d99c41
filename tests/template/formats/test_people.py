"""No user of a group is lost, however alike the names are."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from emitter.catalogue.model import Kind
from emitter.compiler.deployment import BoundIdentity, BoundStatement, Deployment, Policy
from tests.support import read_cloudformation, read_terraform
from tests.support.printed import printed
from tests.support.said import said
from tests.support.strategies import ACTIONS

# Letters that titles and labels change, and what they change them to.
_ALIKE = st.text("abAB._-2ex", min_size=1, max_size=5)


def _group(users, members):
    return Deployment(
        label="toy",
        title="made up",
        command="emit",
        identity=BoundIdentity(
            Kind("made-up", "a made-up group", "group"), ("toys",), users=tuple(users), members=tuple(members)
        ),
        policies=(
            Policy("Policy", ("toy",), "why", "cite", (BoundStatement("All", ACTIONS[:1], (("*",),)),)),
        ),
    )


@example(["AA", "A_A"], 2)
@example(["a.b", "a_2eb"], 0)
@example(["a-b", "ab", "ax2dbX"], 3)
@settings(deadline=None)
@given(st.lists(_ALIKE, min_size=2, max_size=6, unique_by=str.lower), st.integers(0, 6))
def test_every_user_is_there(names, created):
    deployment = _group(names[:created], names[created:])
    template = read_cloudformation.load_yaml(printed(deployment, "cloudformation"))
    assert read_cloudformation.read(template) == said(deployment)
    assert read_terraform.read(printed(deployment, "terraform")) == said(deployment)
