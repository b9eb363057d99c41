import json

from emitter.reading.files import read_text

POLICY = json.dumps({"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "${aws:username}"}]})


def resource(type_, name, values, address=None):
    address = address or f"{type_}.{name}"
    return {"address": address, "mode": "managed", "type": type_, "name": name, "values": values}


def read(data):
    source = read_text(json.dumps(data), "plan.json")
    assert source.format == "terraform plan"
    return source


def plan(*resources, **more):
    return {
        "format_version": "1.2",
        "planned_values": {"root_module": {"resources": list(resources)}},
        **more,
    }


def test_resources_of_a_plan_and_of_its_modules():
    data = plan(resource("aws_iam_user_policy", "all", {"user": "ann", "policy": POLICY}))
    inner = resource("aws_iam_policy", "own", {"policy": POLICY}, 'module.m["a"].aws_iam_policy.own[0]')
    data["planned_values"]["root_module"]["child_modules"] = [{"resources": [inner]}]
    source = read(data)
    assert sorted((d.name, d.holder, d.attachment) for d in source.documents) == [
        ("aws_iam_policy.module_m__a___own_0", "", "managed"),
        ("aws_iam_user_policy.all", "ann", "inline"),
    ]
    # What stands in a plan is text: it has no expressions of Terraform in it.
    assert {d.statements[0].resources[0].text for d in source.documents} == {"${aws:username}"}


def test_what_is_known_after_apply_is_as_the_configuration_refers_to_it():
    data = plan(
        resource("aws_iam_policy", "own", {"name": "own", "policy": POLICY}),
        resource("aws_iam_role", "web", {"name": "web"}),
        resource("aws_iam_role_policy_attachment", "it", {"role": "web"}),
        configuration={
            "root_module": {
                "resources": [
                    {
                        "address": "aws_iam_role_policy_attachment.it",
                        "type": "aws_iam_role_policy_attachment",
                        "expressions": {"policy_arn": {"references": ["aws_iam_policy.own.arn"]}},
                    },
                    {
                        "address": "aws_iam_role.web",
                        "type": "aws_iam_role",
                        "expressions": {"assume_role_policy": {"references": ["data.x.y.json"]}},
                    },
                ]
            }
        },
    )
    source = read(data)
    assert [(d.name, d.holder, d.kind, d.open) for d in source.documents] == [
        ("aws_iam_policy.own", "aws_iam_role.web", "identity", ()),
        ("aws_iam_role.web", "", "trust", ("${data.x.y.json}",)),
    ]


def test_an_argument_that_is_null_is_absent():
    data = plan(resource("aws_iam_role", "web", {"name": "web", "permissions_boundary": None}))
    assert read(data).bounds == ()


def test_resources_of_a_shown_state_refer_by_arn():
    arn = "arn:aws:iam::111122223333:policy/own"
    resources = [
        resource("aws_iam_policy", "own", {"arn": arn, "policy": POLICY}),
        resource("aws_iam_user", "ann", {"name": "ann"}),
        resource("aws_iam_user_policy_attachment", "it", {"user": "ann", "policy_arn": arn}),
    ]
    source = read({"format_version": "1.0", "values": {"root_module": {"resources": resources}}})
    assert [(d.name, d.holder) for d in source.documents] == [("aws_iam_policy.own", "aws_iam_user.ann")]


def test_a_state_file():
    data = {
        "version": 4,
        "terraform_version": "1.9.0",
        "resources": [
            {
                "mode": "managed",
                "type": "aws_iam_user_policy",
                "name": "all",
                "instances": [
                    {"index_key": "a", "attributes": {"user": "ann", "policy": POLICY}},
                    {"index_key": "b", "attributes": {"user": "bob", "policy": POLICY}},
                ],
            }
        ],
    }
    assert [(d.name, d.holder) for d in read(data).documents] == [
        ("aws_iam_user_policy.all_a", "ann"),
        ("aws_iam_user_policy.all_b", "bob"),
    ]


def test_policies_of_resources_are_read():
    found = read(plan(resource("aws_s3_bucket_policy", "b", {"bucket": "b", "policy": POLICY})))
    assert [(one.name, one.kind) for one in found.documents] == [("aws_s3_bucket_policy.b", "resource")]
