"""What ``emit diff`` prints for people."""

from emitter.diff.report import text
from tests.support.differences import added, difference


def test_one_line_never_lists_all_actions_of_a_service():
    many = [f"s3:Get{number:03}" for number in range(150)]
    said = text([("role.yaml", difference("Role", added(*many, "ecs:RunTask")))], ())
    assert "s3:Get000, Get001" in said
    assert "and 144 more of its actions" in said
    assert "ecs:RunTask" in said
    assert max(map(len, said.splitlines())) < 200


def test_as_many_as_a_line_takes_are_all_named():
    said = text([("role.yaml", difference("Role", added(*(f"s3:Get{n}" for n in range(12)))))], ())
    assert "Get11" in said
    assert "more of its actions" not in said


def test_the_same_change_in_two_formats_is_one_entry():
    change = added("ecs:RunTask")
    both = [("out/web.yaml", difference("Role", change)), ("out/web.tf.json", difference("web", change))]
    lines = text(both, ()).splitlines()
    assert [line for line in lines if "ecs:RunTask" in line] == ["  added: ecs:RunTask on *"]
    assert lines[0] == "out/web.yaml and out/web.tf.json Role"
    assert lines[-1] == "1 added"


def test_two_identities_of_one_file_that_change_alike_stay_apart():
    change = added("ecs:RunTask")
    said = text([("role.yaml", difference("One", change)), ("role.yaml", difference("Two", change))], ())
    assert "role.yaml One" in said
    assert "role.yaml Two" in said
    assert said.splitlines()[-1] == "2 added"


def test_another_change_or_another_target_stays_apart():
    change = added("ecs:RunTask")
    apart = [
        ("out/web.yaml", difference("Role", change)),
        ("out/web.tf.json", difference("web", added("ecs:StopTask"))),
        ("out/api.yaml", difference("Role", change)),
    ]
    lines = text(apart, ()).splitlines()
    assert len([line for line in lines if line.startswith("  added")]) == 3
    assert lines[-1] == "3 added"


def test_no_change_is_said_and_findings_follow_the_changes():
    assert text([], ()) == "no difference in access\n"
    found = ["p.json:1:2: W404 it is wide"]
    assert text([], found).splitlines() == ["findings that are new", f"  {found[0]}", ""]
    both = text([("role.yaml", difference("Role", added("ecs:RunTask")))], found).splitlines()
    assert both[2:] == ["", "findings that are new", f"  {found[0]}", "", "1 added"]
