"""The service reference in the format of AWS's API."""

import json

from tests.bench.rivals.definitions import write


def test_every_service_is_a_file(tmp_path):
    folder = write(tmp_path / "services")
    listed = json.loads((folder / "_services.json").read_text(encoding="utf-8"))
    assert {f"{one['service']}.json" for one in listed} == {one.name for one in folder.iterdir()} - {
        "_services.json"
    }
    s3 = json.loads((folder / "s3.json").read_text(encoding="utf-8"))
    (get,) = (one for one in s3["Actions"] if one["Name"] == "GetObject")
    assert {"Name": "object"} in get["Resources"]
    assert get["Annotations"]["Properties"]["IsWrite"] is False
    (bucket,) = (one for one in s3["Resources"] if one["Name"] == "bucket")
    assert bucket["ARNFormats"] == ["arn:${Partition}:s3:::${BucketName}"]
    assert {"Name": "s3:prefix", "Types": ["String"]} in s3["ConditionKeys"]
