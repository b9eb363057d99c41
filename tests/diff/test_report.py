"""What ``emit diff`` prints for people."""

from emitter.diff.changes import Change, Difference
from emitter.diff.report import markdown, text
from emitter.messages import printable


def _difference(name, *changes):
    return Difference(name, "", changes)


def _added(*actions, resource="*"):
    blank = Change._field_defaults
    fields = {
        "sort": "added",
        "about": "permission",
        "effect": "Allow",
        "actions": actions,
        "new": (resource,),
    }
    values = {name: fields.get(name, blank.get(name, ())) for name in Change._fields}
    return Change(**values)


def test_one_line_never_lists_all_actions_of_a_service():
    many = [f"s3:Get{number:03}" for number in range(150)]
    said = text([("role.yaml", _difference("Role", _added(*many, "ecs:RunTask")))], ())
    assert "s3:Get000, Get001" in said
    assert "and 144 more of its actions" in said
    assert "ecs:RunTask" in said
    assert max(map(len, said.splitlines())) < 200


def test_as_many_as_a_line_takes_are_all_named():
    said = text([("role.yaml", _difference("Role", _added(*(f"s3:Get{n}" for n in range(12)))))], ())
    assert "Get11" in said
    assert "more of its actions" not in said


def test_the_same_change_in_two_formats_is_one_entry():
    change = _added("ecs:RunTask")
    both = [("out/web.yaml", _difference("Role", change)), ("out/web.tf.json", _difference("web", change))]
    lines = text(both, ()).splitlines()
    assert [line for line in lines if "ecs:RunTask" in line] == ["  added: ecs:RunTask on *"]
    assert lines[0] == "out/web.yaml and out/web.tf.json Role"
    assert lines[-1] == "1 added"


def test_two_identities_of_one_file_that_change_alike_stay_apart():
    change = _added("ecs:RunTask")
    said = text([("role.yaml", _difference("One", change)), ("role.yaml", _difference("Two", change))], ())
    assert "role.yaml One" in said
    assert "role.yaml Two" in said
    assert said.splitlines()[-1] == "2 added"


def test_another_change_or_another_target_stays_apart():
    change = _added("ecs:RunTask")
    apart = [
        ("out/web.yaml", _difference("Role", change)),
        ("out/web.tf.json", _difference("web", _added("ecs:StopTask"))),
        ("out/api.yaml", _difference("Role", change)),
    ]
    lines = text(apart, ()).splitlines()
    assert len([line for line in lines if line.startswith("  added")]) == 3
    assert lines[-1] == "3 added"


def test_no_name_is_obeyed_by_markdown():
    hostile = "x`</details><script>[a](http://b)*"
    said = markdown([(hostile, _difference(hostile, _added("ecs:RunTask", resource=hostile)))], (hostile,))
    for line in said.splitlines():
        outside = line.split("`` ")[0]
        assert "<script>" not in outside.replace("\\<script\\>", "")
    assert "`` x`</details>" in said
    assert printable(hostile) == hostile
