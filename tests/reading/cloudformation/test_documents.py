import pytest

from emitter.reading.cloudformation.documents import is_cloudformation
from emitter.reading.cloudformation.values import value
from emitter.reading.files import read_text
from emitter.reading.values import ACCOUNT, DNS_SUFFIX, PARTITION, REGION, Unknown
from emitter.reading.yaml_tree import parse
from tests.support.work import calls


def parts(text):
    return value(parse(text, "a file")).parts


def documents(text):
    source = read_text(text, "a file")
    assert source.format == "cloudformation"
    return source.documents


def role(body, more=""):
    return f"""
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
{body}
{more}"""


STATEMENT = "{Effect: Allow, Action: 'ecs:ListClusters', Resource: '*'}"
POLICY = f"{{Version: 2012-10-17, Statement: [{STATEMENT}]}}"
TRUST = """{"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
    "Principal": {"Federated": "arn:aws:iam::${AWS::AccountId}:oidc-provider/${Issuer}"},
    "Condition": {"StringEquals": {"${Issuer}:sub": "system:serviceaccount:web:${!aws:username}"}}}]}"""


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("!Ref Cluster", '{"Ref": "Cluster"}'),
        ("!Sub 'a-${Cluster}'", '{"Fn::Sub": "a-${Cluster}"}'),
        ("!Sub ['${X}-b', {X: !Ref Y}]", '{"Fn::Sub": ["${X}-b", {"X": {"Ref": "Y"}}]}'),
        ("!Join [':', [a, !Ref B]]", '{"Fn::Join": [":", ["a", {"Ref": "B"}]]}'),
        ("!GetAtt Role.Arn", '{"Fn::GetAtt": ["Role", "Arn"]}'),
        ("!GetAtt Role.Arn", '{"Fn::GetAtt": "Role.Arn"}'),
        ("!ImportValue shared", '{"Fn::ImportValue": "shared"}'),
        ("!Select [0, !GetAZs '']", '{"Fn::Select": ["0", {"Fn::GetAZs": ""}]}'),
    ],
)
def test_the_short_form_is_the_long_one(short, long):
    assert [getattr(p, "shape", p) for p in parts(short)] == [getattr(p, "shape", p) for p in parts(long)]
    if "Select" not in short:
        assert parts(short) == parts(long)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("AWS::AccountId", ACCOUNT),
        ("AWS::Region", REGION),
        ("AWS::Partition", PARTITION),
        ("AWS::URLSuffix", DNS_SUFFIX),
        ("AWS::StackName", ".*"),
        ("Cluster", ".*"),
    ],
)
def test_a_pseudo_parameter_has_a_shape(name, shape):
    assert parts(f"!Ref {name}") == (Unknown(f"${{{name}}}", shape),)
    assert parts(f"!Sub 'x${{{name}}}y'") == ("x", Unknown(f"${{{name}}}", shape), "y")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain ${Text}", ("plain ${Text}",)),
        ("!Sub ''", ("",)),
        ("!Sub 'role/${!aws:username}'", ("role/", "${aws:username}")),
        ("!Sub ['${A}${B}', {A: x, B: !Join ['', [y, !Ref C]]}]", ("x", "y", Unknown("${C}"))),
        ("!Join ['', [a, b, c]]", ("a", "b", "c")),
        ("!Join ['/', [a, !Sub 'b${C}']]", ("a", "/", "b", Unknown("${C}"))),
        ("!Sub '{{resolve:ssm:/x}}-${A}'", (Unknown("{{resolve:ssm:/x}}"), "-", Unknown("${A}"))),
        ("'role/{{resolve:ssm:/x:1}}'", ("role/", Unknown("{{resolve:ssm:/x:1}}"))),
    ],
)
def test_what_is_known_is_kept(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "!If [Prod, a, b]",
        "!FindInMap [A, B, C]",
        "!Join [',', !Ref List]",
        "!Join [!Ref Comma, [a]]",
        "!Join [only]",
        "!Sub [!Ref Text, {}]",
        "!Sub [a]",
        "!Sub [a, b]",
        "!Ref [a]",
        "!GetAtt [Role, !Ref Attribute]",
        "!Cidr {a: b}",
        '{"Fn::Transform": {"Name": "x"}}',
    ],
)
def test_anything_else_is_unknown_as_a_whole(text):
    assert [type(part) for part in parts(text)] == [Unknown]
    assert value(parse(text, "a file")).text is None


def test_two_unknowns_differ():
    assert parts("!ImportValue a") != parts("!ImportValue b")
    assert parts("!Select [0, !Ref List]") != parts("!Select [1, !Ref List]")


def test_no_text_fills_the_memory():
    nested, found = "!Ref A", []
    for _ in range(40):
        nested = f"!Sub ['${{x}}${{x}}${{x}}${{x}}', {{x: {nested}}}]"
    assert calls(lambda: found.extend(parts(nested))) < 300_000
    assert len(found) < 2_000


def test_every_kind_of_policy_is_read():
    found = documents(f"""
Resources:
  Managed: {{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {POLICY}, Roles: [!Ref Role]}}}}
  Inline: {{Type: AWS::IAM::Policy, Properties: {{PolicyDocument: {POLICY}, Groups: [ops]}}}}
  Own: {{Type: AWS::IAM::RolePolicy, Properties: {{PolicyDocument: {POLICY}, RoleName: !Ref Role}}}}
  Set: {{Type: AWS::SSO::PermissionSet, Properties: {{InlinePolicy: {POLICY}}}}}
  User: {{Type: AWS::IAM::User, Properties: {{Policies: [{{PolicyName: a, PolicyDocument: {POLICY}}}]}}}}
  Function: {{Type: AWS::Serverless::Function, Properties: {{Policies: [{POLICY}, AWSLambdaExecute]}}}}
  Role: {{Type: AWS::IAM::Role, Properties: {{AssumeRolePolicyDocument: {POLICY}}}}}
  Queue: {{Type: AWS::SQS::QueuePolicy, Properties: {{PolicyDocument: {POLICY}}}}}
""")
    assert [(d.name, d.kind, d.attachment, d.holder_sort, d.holder) for d in found] == [
        ("Managed", "identity", "managed", "role", "Role"),
        ("Inline", "identity", "inline", "group", "ops"),
        ("Own", "identity", "inline", "role", "Role"),
        ("Set", "identity", "none", "permission set", "Set"),
        ("User", "identity", "inline", "user", "User"),
        ("Function", "identity", "inline", "role", "Function"),
        ("Role", "trust", "none", "role", ""),
        ("Queue", "resource", "none", "", ""),
    ]
    assert all(len(document.statements) == 1 and not document.faults for document in found)


def test_what_a_role_names_is_attached_to_it():
    (document,) = documents(f"""
Resources:
  Managed: {{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {POLICY}}}}}
  Role: {{Type: AWS::IAM::Role, Properties: {{ManagedPolicyArns: [!Ref Managed, !Ref Other]}}}}
""")
    assert (document.holder, document.holder_sort, document.attachment) == ("Role", "role", "managed")


@pytest.mark.parametrize("name", ["piped", "!Ref Name"])
def test_a_role_of_the_template_is_known_by_its_name(name):
    (document,) = documents(f"""
Resources:
  Managed: {{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {POLICY}, Roles: [{name}]}}}}
  Role: {{Type: AWS::IAM::Role, Properties: {{RoleName: {name}}}}}
""")
    assert document.holder == "Role"


def test_json_in_sub_is_read():
    indented = TRUST.replace("\n", "\n        ")
    (document,) = documents(role(f"      AssumeRolePolicyDocument: !Sub |\n        {indented}"))
    (statement,) = document.statements
    assert document.kind == "trust"
    assert statement.actions[0].text == "sts:AssumeRoleWithWebIdentity"
    kind, principal = statement.principals[0]
    assert (kind, principal.parts) == (
        "Federated",
        ("arn:aws:iam::", Unknown("${AWS::AccountId}", ACCOUNT), ":oidc-provider/", Unknown("${Issuer}")),
    )
    (condition,) = statement.conditions
    assert condition.key.parts == (Unknown("${Issuer}"), ":sub")
    assert condition.values[0].text == "system:serviceaccount:web:${aws:username}"
    assert (condition.place.line, condition.place.column) == (10, 44)


def test_json_in_sub_with_names_of_its_own():
    template = (
        '{"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument":'
        ' {"Fn::Sub": ["{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Principal\\": {\\"AWS\\":'
        ' \\"${Who}\\"}, \\"Action\\": \\"sts:AssumeRole\\"}]}", {"Who": "111122223333"}]}}}}}'
    )
    (document,) = documents(template)
    assert document.statements[0].principals[0][1].text == "111122223333"


def test_json_in_a_string_is_read():
    body = """      AssumeRolePolicyDocument: '{"Statement": [{"Effect": "Allow", "Action": "sts:${A}"}]}'"""
    (document,) = documents(role(body))
    assert document.statements[0].actions[0].text == "sts:${A}"


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"      AssumeRolePolicyDocument: !If [A, {POLICY}, !If [B, {POLICY}, !Ref AWS::NoValue]]", 2),
        (f"      Policies: [!If [A, {{PolicyName: a, PolicyDocument: {POLICY}}}, !Ref AWS::NoValue]]", 1),
        (f"      Policies: !If [A, [{{PolicyName: a, PolicyDocument: {POLICY}}}], []]", 1),
    ],
)
def test_a_function_in_the_place_of_documents(body, count):
    found = documents(role(body))
    assert len(found) == count
    assert all(document.statements and not document.faults for document in found)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("      AssumeRolePolicyDocument: !Ref Trust", "${Trust}"),
        ("      AssumeRolePolicyDocument: !Sub '${Trust}'", "${Trust}"),
        ("      AssumeRolePolicyDocument: !Sub '{\"Statement\": ${Broken}'", "what Role holds"),
        ("      AssumeRolePolicyDocument: {Fn::Transform: {Name: x}}", "${Fn::Transform {Name: x}}"),
        ("      Policies: !Ref Policies", "${Policies}"),
        ("      Policies: [!Ref One]", "${One}"),
        ("      Policies: [{PolicyDocument: {Statement: !Ref Statements}}]", "${Statements}"),
        ("      Policies: [{PolicyDocument: {Statement: [!Ref One]}}]", "${One}"),
    ],
)
def test_what_is_not_spelled_out_is_not_known(body, name):
    (document,) = documents(role(body))
    assert document.statements == ()
    assert document.faults == ()
    assert document.open == (name,)


def test_what_decides_on_a_statement_is_read():
    cases = f"[!If [A, {STATEMENT}, !If [B, {STATEMENT}, !Ref AWS::NoValue]], {STATEMENT}]"
    (document,) = documents(role(f"      Policies: [{{PolicyDocument: {{Statement: {cases}}}}}]"))
    assert [statement.when for statement in document.statements] == [("A",), ("not A", "B"), ()]
    (document,) = documents(
        role(f"      Policies: [!If [A, {{PolicyDocument: {POLICY}}}, !Ref AWS::NoValue]]")
    )
    assert document.statements[0].when == ("A",)


@pytest.mark.parametrize(
    ("condition", "names", "keys"),
    [
        ("!Ref Conditions", ("${Conditions}",), []),
        ("{StringEquals: !Ref Keys}", ("${Keys}",), []),
        ("{StringEquals: !Ref Keys, Bool: {b: true}}", ("${Keys}",), ["b"]),
        ("{Fn::Transform: {Name: x}}", ("${Fn::Transform {Name: x}}",), []),
        ("!If [A, {Bool: {a: true}}, {Bool: {b: true}}]", ("A", "not A"), ["a", "b"]),
        ("!If [A, {Bool: {a: true}}, !Ref AWS::NoValue]", ("A",), ["a"]),
        ("{StringEquals: x}", ("its Condition, which is malformed",), []),
        ("{Bool: {b: true}}", (), ["b"]),
        ("{}", (), []),
        ("!Ref AWS::NoValue", (), []),
    ],
)
def test_conditions_that_are_not_spelled_out_are_open(condition, names, keys):
    statement = f"{{Effect: Allow, Action: 'a:b', Resource: '*', Condition: {condition}}}"
    (document,) = documents(role(f"      Policies: [{{PolicyDocument: {{Statement: {statement}}}}}]"))
    (found,) = document.statements
    assert found.open == names
    assert [one.key.text for one in found.conditions] == keys


def test_what_decides_on_a_resource_decides_on_its_statements():
    text = f"""
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Condition: Prod
    Properties:
      PolicyDocument: {POLICY}
      Roles: [!Ref A, !Ref B]
"""
    found = documents(text)
    assert [one.holder for one in found] == ["A", "B"]
    assert [one.statements[0].when for one in found] == [("Prod",), ("Prod",)]


def test_a_statement_that_depends_on_a_condition_is_read():
    statements = f"[!If [Prod, {STATEMENT}, !Ref AWS::NoValue], {STATEMENT}]"
    (document,) = documents(role(f"      Policies: [{{PolicyDocument: {{Statement: {statements}}}}}]"))
    assert [len(statement.actions) for statement in document.statements] == [1, 1]
    assert document.faults == ()


def test_places_are_those_of_the_file():
    (document,) = documents("""Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action:
              - ecs:ListClusters
              - !Sub ecs:${What}
            Resource: '*'
""")
    (statement,) = document.statements
    assert [(v.place.line, v.place.column) for v in statement.actions] == [(9, 17), (10, 17)]
    assert (statement.place.line, statement.place.column) == (7, 13)


def test_what_is_accepted_stands_in_the_metadata():
    (document,) = documents("""
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Metadata: {Because: {Reads: ["for lists", "accepted W404: no names to give"]}}
    Properties:
      PolicyDocument: {Statement: [{Sid: Reads, Effect: Allow, Action: 'ecs:ListClusters', Resource: '*'}]}
""")
    assert document.statements[0].accepted == (("W404", "no names to give"),)


def test_what_is_accepted_stands_in_the_comment_above_the_statement():
    (document,) = documents("""
Resources:
  # accepted W101: about the policy, and no statement
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
        # ListClusters: for lists
        # accepted W404: no names
        #   to give
        - Sid: Reads
          Effect: Allow
          Action: ecs:ListClusters
          # accepted W405: in the middle
          Resource: '*'

        # accepted W406: a blank line follows

        - Effect: Allow
          Action: ecs:ListServices
          Resource: '*'
""")
    assert [one.accepted for one in document.statements] == [(("W404", "no names to give"),), ()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{Resources: {A: {Type: 'AWS::S3::Bucket'}}}", True),
        ("{AWSTemplateFormatVersion: 2010-09-09}", True),
        ("{Resources: []}", False),
        ("{Resources: {A: {}}}", False),
        ("[]", False),
        ("text", False),
    ],
)
def test_a_template_has_resources_with_types(text, expected):
    assert is_cloudformation(parse(text, "a file")) is expected


@pytest.mark.parametrize(
    "resource",
    [
        "[]",
        "text",
        "{Type: AWS::IAM::Role}",
        "{Type: [AWS::IAM::Role], Properties: {}}",
        "{Type: AWS::IAM::Role, Properties: []}",
        "{Type: AWS::IAM::Role, Properties: {Policies: [a, [], {PolicyDocument: []}], ManagedPolicyArns: a}}",
        "{Type: AWS::IAM::ManagedPolicy, Properties: {Roles: !If [A, B, C], PolicyDocument: {}}}",
        "{Type: AWS::IAM::User, Properties: {UserName: [a], Policies: {a: b}}}",
        "{Type: AWS::IAM::Policy, Metadata: {Because: {A: a, B: [[]]}}, Properties: {PolicyDocument: a}}",
    ],
)
def test_what_is_not_as_expected_breaks_nothing(resource):
    list(documents(f"AWSTemplateFormatVersion: 2010-09-09\nResources: {{A: {resource}}}"))


def test_who_is_in_which_group():
    text = """
Resources:
  G: {Type: AWS::IAM::Group, Properties: {GroupName: ops}}
  U: {Type: AWS::IAM::User, Properties: {UserName: ann, Groups: [!Ref G, others]}}
  V: {Type: AWS::IAM::User, Properties: {}}
  M: {Type: AWS::IAM::UserToGroupAddition, Properties: {GroupName: ops, Users: [!Ref V, ann, bob]}}
"""
    found = read_text(text, "a file")
    assert found.members == (("U", "G"), ("U", "others"), ("V", "G"), ("U", "G"), ("bob", "G"))
