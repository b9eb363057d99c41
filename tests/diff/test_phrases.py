"""A change in words."""

import pytest

from emitter.diff.change import Change
from emitter.diff.phrases import phrase

RUN, TASK, ANY = ("ecs:RunTask",), ("arn:aws:ecs:::task",), ("*",)


def change(sort="added", about="permission", **more):
    return Change(
        **{"sort": sort, "about": about, "effect": "Allow", "actions": RUN, "old": (), "new": (), **more}
    )


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (change(new=ANY), "added: <ecs:RunTask> on <*>"),
        (change(new=ANY, effect="Deny", sort="narrowed"), "narrowed: <ecs:RunTask> (Deny) on <*>"),
        (change("removed", old=("a", "b")), "removed: <ecs:RunTask> on <a> and <b>"),
        (change("widened", old=TASK, new=ANY), "widened: <ecs:RunTask> from <arn:aws:ecs:::task> to <*>"),
        (change("changed", old=ANY, new=ANY), "changed: <ecs:RunTask> on <*>"),
        (
            change(about="trust", new=("111122223333",)),
            "added in the trust policy: <ecs:RunTask> on <111122223333>",
        ),
        (change(about="boundary", new=ANY), "added in the permissions boundary: <ecs:RunTask> on <*>"),
        # A service is named once, in the order in which it came.
        (
            change(actions=("ecs:RunTask", "s3:GetObject", "ecs:StopTask"), new=ANY),
            "added: <ecs:RunTask, StopTask>, <s3:GetObject> on <*>",
        ),
        (change(actions=("*",), new=ANY), "added: <*> on <*>"),
        # Conditions: those of one side, those that came and went, and those that stay.
        (
            change(new=ANY, conditions_new=("k StringEquals a",)),
            "added: <ecs:RunTask> on <*>, if <k StringEquals a>",
        ),
        (
            change("removed", old=ANY, conditions_old=("a", "b")),
            "removed: <ecs:RunTask> on <*>, if <a and b>",
        ),
        (
            change("changed", old=ANY, new=ANY, conditions_old=("a",), conditions_new=("a",)),
            "changed: <ecs:RunTask> on <*>, if <a>",
        ),
        (
            change("widened", old=ANY, new=ANY, conditions_old=("a",)),
            "widened: <ecs:RunTask> on <*>, without a condition; before if <a>",
        ),
        (
            change("narrowed", old=ANY, new=ANY, conditions_old=("a",), conditions_new=("a", "b")),
            "narrowed: <ecs:RunTask> on <*>, if <a>; now also if <b>",
        ),
        (
            change("widened", old=ANY, new=ANY, conditions_old=("a", "b"), conditions_new=("a",)),
            "widened: <ecs:RunTask> on <*>, if <a>; before also if <b>",
        ),
        (
            change("changed", old=ANY, new=ANY, conditions_old=("a", "b"), conditions_new=("a", "c")),
            "changed: <ecs:RunTask> on <*>, if <a>; now if <c>; before if <b>",
        ),
        # Another action on the narrower side.
        (
            change("widened", actions=("ecs:*",), old=TASK, new=ANY, instead=RUN),
            "widened: <ecs:*> on <*>, before <ecs:RunTask> on <arn:aws:ecs:::task>",
        ),
        (
            change("narrowed", actions=("ecs:*",), old=ANY, new=TASK, instead=RUN),
            "narrowed: <ecs:*> on <*> to <ecs:RunTask> on <arn:aws:ecs:::task>",
        ),
        # A Deny that is wider leaves less.
        (
            change("narrowed", effect="Deny", actions=("ecs:*",), old=TASK, new=ANY, instead=RUN),
            "narrowed: <ecs:*> (Deny) on <*>, before <ecs:RunTask> on <arn:aws:ecs:::task>",
        ),
        (change(about="member", new=("ann",)), "added: the user <ann>"),
        (change("removed", "member", old=("ann",)), "removed: the user <ann>"),
        (change(about="policy", new=("arn:p",)), "added: all that <arn:p> gives"),
        (change("removed", "policy", old=("arn:p",)), "removed: all that <arn:p> gives"),
        (
            change("widened", "default", new=ANY, parameter="Role"),
            "widened: default of <Role>, from none to <*>",
        ),
        (
            change("narrowed", "boundary", actions=(), new=("b",)),
            "narrowed: only within <b>, its permissions boundary",
        ),
        (
            change("widened", "boundary", actions=(), old=("b",)),
            "widened: no longer within <b>, its permissions boundary",
        ),
        (
            change("changed", "boundary", actions=(), old=("b",), new=("c",)),
            "changed: the permissions boundary, from <b> to <c>",
        ),
        (
            change("moved", "place", old=("a",), new=("b",), parameter="path of the role"),
            "moved: the path of the role, from <a> to <b>",
        ),
        (
            change("replaced", "place", old=("a",), new=("b",), parameter="name of the role"),
            "replaced: the name of the role, from <a> to <b>, which AWS cannot change:"
            " it is deleted and made anew",
        ),
        (
            change("replaced", "place", old=("/",), new=("/b/",), parameter="path of the role", kept="web"),
            "replaced: the path of the role, from </> to </b/>, which AWS cannot change:"
            " CloudFormation refuses while the name stays <web>; give it another name too",
        ),
    ],
)
def test_a_change_in_words(found, text):
    assert phrase(found, "<{}>".format) == text


@pytest.mark.parametrize(("count", "rest"), [(12, ""), (13, " and 7 more of its actions")])
def test_a_line_names_some_actions_of_a_service(count, rest):
    named = phrase(
        change(actions=tuple(f"s3:Get{number}" for number in range(count)), new=ANY), "<{}>".format
    )
    shown = ", ".join(f"Get{number}" for number in range(6 if rest else count))
    assert named == f"added: <s3:{shown}>{rest} on <*>"
