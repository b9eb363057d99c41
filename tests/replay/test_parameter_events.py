"""Events that ask for what their parameters say."""

import pytest

from emitter.aws import service_reference
from emitter.replay import Call, Skipped, Where, cloudtrail, parameter_events
from tests.support.records import ACCOUNT, REGION, arn, record

HERE = Where("calls", 1, 0)
A, B = arn("dynamodb", "table/a"), arn("dynamodb", "table/b")
NOVA = "amazon.nova-lite-v1:0"
MODEL = f"arn:aws:bedrock:{REGION}::foundation-model/{NOVA}"
SOURCE, COPY = "arn:aws:s3:::src/y", "arn:aws:s3:::b/k/x"


def asked(*arguments, **more):
    found = cloudtrail.call(record(*arguments, **more), HERE)
    assert isinstance(found, Call), found
    return [(one.request.action, one.request.resource) for one in found.asked]


def test_a_transaction_asks_for_each_of_its_items():
    given = {
        "transactItems": [
            {"put": {"tableName": "a", "item": {}}},
            {"update": {"tableName": "a"}},
            {"delete": {"tableName": "b"}},
            {"conditionCheck": {"tableName": A}},
            {"put": {"tableName": "a"}},
        ]
    }
    assert asked("dynamodb", "TransactWriteItems", given) == [
        ("dynamodb:PutItem", A),
        ("dynamodb:UpdateItem", A),
        ("dynamodb:DeleteItem", B),
        ("dynamodb:ConditionCheckItem", A),
    ]
    read = {"transactItems": [{"get": {"tableName": "b"}}]}
    assert asked("dynamodb", "TransactGetItems", read) == [("dynamodb:GetItem", B)]


def test_the_operation_around_an_item_is_known():
    given = {"transactItems": [{"get": {"tableName": "b"}}]}
    inside = cloudtrail.call(record("dynamodb", "TransactGetItems", given), HERE)
    alone = cloudtrail.call(record("dynamodb", "GetItem", {"tableName": "b"}), HERE)
    key = "dynamodb:enclosingoperation"
    assert inside.asked[0].request.context[key] == ("TransactGetItems",)
    assert alone.asked[0].request.context[key] == ()


@pytest.mark.parametrize(
    ("statement", "action", "resource"),
    [
        ("SELECT * FROM a WHERE id = ?", "PartiQLSelect", A),
        ('select x, "from" from "a"."ix" where y=1', "PartiQLSelect", f"{A}/index/ix"),
        ("INSERT INTO \"b\" VALUE {'id': ?}", "PartiQLInsert", B),
        ('UPDATE "a" SET x = 1', "PartiQLUpdate", A),
        ("DELETE FROM b\nWHERE id = 1", "PartiQLDelete", B),
        ("EXISTS(SELECT * FROM a WHERE id=1)", "PartiQLSelect", A),
    ],
)
def test_a_statement_says_what_it_is(statement, action, resource):
    expected = [(f"dynamodb:{action}", resource)]
    assert asked("dynamodb", "ExecuteStatement", {"statement": statement}) == expected
    several = {"statements": [{"statement": statement}]}
    assert asked("dynamodb", "BatchExecuteStatement", several) == expected
    assert asked("dynamodb", "ExecuteTransaction", {"transactStatements": several["statements"]}) == expected


@pytest.mark.parametrize(
    ("event", "given"),
    [
        ("TransactWriteItems", None),
        ("TransactWriteItems", {"transactItems": [None, {"put": 1}, {"x": {"tableName": "a"}}]}),
        ("ExecuteStatement", {"statement": "***"}),
        ("ExecuteStatement", {"statement": "SELECT " * 50_000}),
        ("ExecuteStatement", None),
    ],
)
def test_what_says_too_little_is_left_out(event, given):
    why = f"is dynamodb:{event}, and its record does not say what on"
    assert cloudtrail.call(record("dynamodb", event, given), HERE) == Skipped(HERE, why, broken=False)


@pytest.mark.parametrize(
    ("event", "model", "action", "resource"),
    [
        ("Converse", NOVA, "InvokeModel", MODEL),
        ("ConverseStream", NOVA, "InvokeModelWithResponseStream", MODEL),
        ("StartAsyncInvoke", MODEL, "InvokeModel", MODEL),
        ("InvokeModel", f"eu.{NOVA}", "InvokeModel", arn("bedrock", f"inference-profile/eu.{NOVA}")),
    ],
)
def test_a_model_is_invoked(event, model, action, resource):
    assert asked("bedrock", event, {"modelId": model}) == [(f"bedrock:{action}", resource)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("src/y", [("s3:GetObject", SOURCE)]),
        ("/src/y", [("s3:GetObject", SOURCE)]),
        ("src/a%20b", [("s3:GetObject", "arn:aws:s3:::src/a b")]),
        ("src/y?versionId=3", [("s3:GetObjectVersion", SOURCE)]),
        (
            f"arn:aws:s3:{REGION}:{ACCOUNT}:accesspoint/p/object/y",
            [("s3:GetObject", arn("s3", "accesspoint/p/object/y"))],
        ),
        ("nothing", []),
    ],
)
def test_a_copy_reads_its_source(source, expected):
    given = {"bucketName": "b", "key": "k/x", "x-amz-copy-source": source}
    for event in ("CopyObject", "UploadPartCopy"):
        assert asked("s3", event, given) == [("s3:PutObject", COPY), *expected]


def test_what_is_copied_is_not_written_where_the_record_lists_it():
    given = {"bucketName": "b", "key": "k/x", "x-amz-copy-source": "src/y"}
    expected = [("s3:PutObject", COPY), ("s3:GetObject", SOURCE)]
    assert asked("s3", "CopyObject", given, resources=[COPY, SOURCE]) == expected


def test_a_copy_with_tags_reads_those():
    given = {"bucketName": "b", "key": "k/x", "x-amz-copy-source": "src/y", "x-amz-tagging-directive": "COPY"}
    assert asked("s3", "CopyObject", given)[1:] == [("s3:GetObject", SOURCE), ("s3:GetObjectTagging", SOURCE)]


def test_api_gateway_is_asked_by_method_and_path():
    path = f"arn:aws:apigateway:{REGION}::/restapis/r1/stages"
    assert asked(
        "apigateway", "CreateStage", {"restApiId": "r1", "createStageInput": {"stageName": "p"}}
    ) == [("apigateway:POST", path)]
    assert asked("apigateway", "GetApi", {"apiId": "a"}) == [
        ("apigateway:GET", f"arn:aws:apigateway:{REGION}::/apis/a")
    ]


def test_the_actions_are_there():
    assert all(service_reference.action(name) for name in parameter_events.ITEM_ACTIONS.values())
    assert all(
        service_reference.action(f"dynamodb:PartiQL{verb}")
        for verb in parameter_events.PARTIQL_VERBS.values()
    )
