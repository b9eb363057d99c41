"""The CSV that Athena gives for CloudTrail reads as the records themselves."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emitter.replay import Call, Where, cloudtrail, columns
from emitter.replay.columns import identity
from emitter.replay.csv_rows import is_header, rows
from tests.support.records import ACCOUNT, REGION, ROLE, arn, record, sync
from tests.support.replay_reading import read, requests, skipped, zipped

_COLUMNS = """
    eventversion useridentity eventtime eventsource eventname awsregion sourceipaddress useragent errorcode
    requestparameters responseelements resources eventtype recipientaccountid vpcendpointid
"""
COLUMNS = _COLUMNS.split()

_slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def struct(value):
    """``value`` as Athena prints a struct."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key.lower()}={struct(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(struct, value)) + "]"
    return "null" if value is None else str(value)


def table(records, columns=COLUMNS, as_json=False):
    """``records`` as a query for ``columns`` gives them."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    for one in records:
        lower = {key.lower(): value for key, value in one.items()}
        row = []
        for column in columns:
            value = lower.get(column)
            if column in ("requestparameters", "responseelements"):
                row.append("" if value is None else json.dumps(value))
            elif isinstance(value, (dict, list)):
                row.append(json.dumps(value) if as_json else struct(value))
            else:
                row.append("" if value is None else value)
        writer.writerow(row)
    return text.getvalue()


@pytest.fixture
def wanted():
    return [cloudtrail.call(one, Where("calls", 0, 0)) for one in sync()]


@pytest.mark.parametrize("as_json", [False, True])
def test_a_table_reads_as_its_records(as_json, wanted, tmp_path):
    found = read(tmp_path, table(sync(), as_json=as_json))
    assert requests(found) == requests(wanted)
    keys = ("aws:principalarn", "aws:principalaccount", "aws:requestedregion", "aws:multifactorauthpresent")
    for one, other in zip(found, wanted, strict=True):
        for key in keys:
            assert one.asked[0].request.context.get(key) == other.asked[0].request.context.get(key)
    assert [entry.where.line for entry in found] == list(range(2, len(sync()) + 2))


def test_it_may_be_compressed(wanted, tmp_path):
    assert requests(read(tmp_path, zipped(table(sync())))) == requests(wanted)


def test_columns_may_be_few_and_in_any_order(tmp_path):
    columns = ["requestparameters", "eventname", "eventsource", "awsregion", "recipientaccountid"]
    assert requests(read(tmp_path, table(sync()[1:2], columns))) == [
        ("ecs:DescribeServices", arn("ecs", "service/prod/web"))
    ]


def test_resources_are_read(tmp_path):
    listed = ["arn:aws:s3:::toys/bear", "arn:aws:s3:::toys"]
    one = record("s3", "GetObject", None, resources=listed)
    for as_json in (False, True):
        assert requests(read(tmp_path, table([one], as_json=as_json))) == [("s3:GetObject", listed[0])]


def test_an_identity_is_read():
    given = {
        "type": "IAMUser",
        "principalid": "AIDA",
        "arn": f"arn:aws:iam::{ACCOUNT}:user/tung",
        "accountid": ACCOUNT,
        "invokedby": "cloudformation.amazonaws.com",
        "username": "tung",
        "sessioncontext": None,
    }
    found = identity(struct(given))
    assert (found["type"], found["userName"]) == ("IAMUser", "tung")
    assert found["invokedBy"] == "cloudformation.amazonaws.com"
    session = identity(struct(record("ecs", "RunTask")["userIdentity"]))
    assert session["type"] == "AssumedRole"
    assert session["sessionContext"]["sessionIssuer"]["arn"] == ROLE
    assert "invokedBy" not in session


def test_a_broken_row_loses_no_other(tmp_path):
    lines = table(sync()[1:4]).splitlines()
    lines[2] = '"only", "three", "columns"'
    found = read(tmp_path, "\n".join(lines))
    assert len(requests(found)) == 2
    assert skipped(found) == [(3, "has 3 columns where the header has 15")]


def test_an_endless_field_is_left_out(tmp_path):
    text = table(sync()[1:2]) + '"' + "x" * 200_000 + "\n" + table(sync()[2:3]).split("\n", 1)[1]
    found = read(tmp_path, text)
    assert requests(found)[0] == ("ecs:DescribeServices", arn("ecs", "service/prod/web"))
    assert "is not valid CSV" in skipped(found)[0][1]


def test_any_other_table_is_none():
    assert is_header('"eventSource","eventName"')
    assert not is_header("name,value")
    assert not is_header('{"eventsource": 1, "eventname": 2}')


@_slow
@given(st.lists(st.text()))
def test_no_table_can_hurt(lines):
    list(rows(iter([f"{line}\n" for line in ["eventsource,eventname,useridentity,resources", *lines]])))


@_slow
@given(st.text() | st.text(alphabet="{}=,[] abctypearnsessionissuer"))
def test_no_identity_can_hurt(text):
    one = record("ecs", "ListClusters") | {"userIdentity": identity(text)}
    assert isinstance(cloudtrail.call(one, Where("calls", 0, 0)), Call)
    assert REGION in one["awsRegion"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "{cluster=prod, service=web, desiredCount=2}",
            {"cluster": "prod", "service": "web", "desiredCount": "2"},
        ),
        ("{a={b=c, d=null}, e=[x, y]}", {"a": {"b": "c", "d": None}, "e": ["x", "y"]}),
        ('{a={"b": [1, 2]}, c=}', {"a": {"b": [1, 2]}, "c": None}),
        ("{a=x, y, b=z}", {"a": "x, y", "b": "z"}),
        ('{a="x, b=1", c=2}', {"a": '"x, b=1"', "c": "2"}),
        ("{}", {}),
        ("{a}", None),
        ("{a={b=c}", None),
        ("{a=b]}", None),
    ],
)
def test_a_struct_is_read(text, value):
    assert columns.struct(text) == value


def test_parameters_of_cloudtrail_lake_are_read(tmp_path):
    one = sync()[2]
    text = io.StringIO()
    names = [
        "eventSource",
        "eventName",
        "awsRegion",
        "recipientAccountId",
        "requestParameters",
        "userIdentity",
    ]
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerow([one[name] if isinstance(one[name], str) else struct(one[name]) for name in names])
    (found,) = read(tmp_path, text.getvalue())
    assert requests([found]) == requests([cloudtrail.call(one, Where("calls", 0, 0))])
    assert found.asked[0].request.context["aws:principalarn"] == (ROLE,)


def test_parameters_that_cannot_be_read_are_reported(tmp_path):
    text = 'eventSource,eventName,requestParameters\necs.amazonaws.com,UpdateService,"{cluster=prod, {"\n'
    assert skipped(read(tmp_path, text)) == [(2, "has requestParameters that are neither JSON nor a struct")]


@pytest.mark.parametrize("column", ["@message", "_raw", "CloudTrailEvent"])
def test_a_column_may_hold_the_record(column, tmp_path, wanted):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["@timestamp", column])
    writer.writerows(["1", json.dumps(one)] for one in sync())
    assert requests(read(tmp_path, text.getvalue())) == requests(wanted)


def test_the_csv_of_the_console_is_refused(tmp_path):
    text = "Event name,Event time,User name,Event source\nListClusters,2026-01-02,tung,ecs.amazonaws.com\n"
    ((line, why),) = skipped(read(tmp_path, text))
    assert (line, "download the history as JSON" in why) == (1, True)


def test_parquet_is_refused(tmp_path):
    ((line, why),) = skipped(read(tmp_path, b"PAR1\x15\x00\x15" + bytes(100)))
    assert (line, "is Parquet" in why) == (1, True)
