"""What a template leaves open is checked by Terraform itself when it plans."""

import json
from itertools import cycle

from tests.e2e import cases

_HOSTILE = ('x"; ${y} %{', "$(touch pwned)", "`touch pwned`", "a\nb", "${path.root}", "", "rôle", "web\n")


def test_terraform_refuses_every_bad_value(server, terraform, tmp_path):
    case = cases.make("open-everything", tmp_path / "files")
    account = server.account(case.account, case.region)
    module = terraform.module(tmp_path / "module", account, case.files(".tf.json").values())
    rules = {
        name: variable["validation"]["error_message"]
        for path in case.files(".tf.json").values()
        for name, variable in json.loads(path.read_text()).get("variable", {}).items()
    }
    lists = {
        name
        for path in case.files(".tf.json").values()
        for name, variable in json.loads(path.read_text()).get("variable", {}).items()
        if variable["type"] == "list(string)"
    }
    assert {"piped_ecs_cluster"} <= lists < set(rules)
    bad = dict(zip(rules, cycle(_HOSTILE), strict=False))
    given = {name: ["good", value] if name in lists else value for name, value in bad.items()}
    # No list is empty.
    given["piped_ecs_cluster"] = []
    (module.folder / "bad.tfvars.json").write_text(json.dumps(given))
    status, said = module.plan("-json", "-var-file=bad.tfvars.json")
    assert status == 1
    events = [json.loads(line) for line in said.splitlines()]
    refused = {
        event["diagnostic"]["snippet"]["values"][0]["traversal"].removeprefix("var."): event["diagnostic"]
        for event in events
        if event["type"] == "diagnostic"
    }
    assert set(refused) == set(rules)
    for name, rule in rules.items():
        assert refused[name]["summary"] == "Invalid value for variable"
        assert rule in refused[name]["detail"]
