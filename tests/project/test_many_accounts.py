"""Many accounts from one environment: one open template, and what each account gives it; or stack sets."""

import json
import pickle
from pathlib import Path

import pytest
import yaml

from emitter.aws.quotas import TEMPLATE_BODY
from emitter.catalogue.targets import load_target
from emitter.project.config import read_config
from emitter.project.environment_files import make_environment, with_accounts
from tests.support import fixtures
from tests.support.fixtures import tree

emit, toys = fixtures.emit, fixtures.toys

_FLEET = """
formats = {formats}
[defaults]
tags = {{ team = "toys" }}
[environments.fleet]
accounts = "accounts.csv"
{more}
[environments.fleet.targets.toy]
features = ["make"]
{values}
[environments.fleet.targets.toy-other]
"""
_CSV = 'account,bucket,toy.role\n111122223333,lego,painter\n000000000001,,"team/builder"\n'
_ORG = """
formats = {formats}
[environments.org]
{more}
targets.toy = {{ values = {{ bucket = "lego" }} }}
[environments.org.stack_set]
organizational_units = ["ou-ab12-11111111"]
regions = ["eu-west-1"]
{settings}
"""


@pytest.fixture
def build(emit, tmp_path):
    """Build from a file of the form ``form``; gives what was said and the files of ``out``."""

    def run(form, csv="", *options, formats='["cloudformation", "terraform"]', **more):
        names = ("more", "values", "settings")
        text = form.format(formats=formats, **{name: more.get(name, "") for name in names})
        Path("emit.toml").write_text(text)
        if csv:
            Path("accounts.csv").write_text(csv)
        ran = emit("build", *options)
        return ran, tree(tmp_path / "out") if Path("out").exists() else {}

    return run


def _overrides(text):
    pairs = (line.split("=", 1) for line in json.loads(text))
    return {name: value for name, value in pairs if name != "//"}


def test_each_account_gives_one_open_template_its_values(build, emit):
    ran, files = build(_FLEET, _CSV)
    assert ran.status == 0, ran.err
    accounts = [name for name in files if "/accounts/" in name]
    assert accounts == [
        f"fleet/accounts/{number}.{end}"
        for number in ("000000000001", "111122223333")
        for end in ("tfvars.json", "toy-other.parameters.json", "toy.parameters.json")
    ]
    template = yaml.load(files["fleet/toy.yaml"], yaml.BaseLoader)
    first, second = (
        _overrides(files[f"fleet/accounts/{number}.toy.parameters.json"])
        for number in ("111122223333", "000000000001")
    )
    assert first == {"ToyBucket": "lego", "ToyRole": "painter"}
    assert second == {"ToyRole": "team/builder"}
    assert first.keys() <= template["Parameters"].keys()
    assert "Default" in template["Parameters"]["ToyBucket"]
    assert (
        _overrides(files["fleet/accounts/111122223333.toy-other.parameters.json"]).keys()
        <= yaml.load(files["fleet/toy-other.yaml"], yaml.BaseLoader)["Parameters"].keys()
    )
    variables = json.loads(files["fleet/accounts/111122223333.tfvars.json"])
    assert variables.pop("//")
    assert (variables["toy_bucket"], variables["toy_role"]) == (["lego"], ["painter"])
    declared = [json.loads(files[f"fleet/{one}.tf.json"])["variable"] for one in ("toy", "toy-other")]
    assert variables.keys() <= declared[0].keys() | declared[1].keys()
    assert emit("check").status == 0


def test_a_deployment_file_of_git_sync_names_its_template_in_the_repository(build):
    for folder, path in ((".", "out/fleet/toy.yaml"), ("infra/iam", "infra/iam/out/fleet/toy.yaml")):
        _, files = build(_FLEET, _CSV, more=f'git_sync = "{folder}"')
        found = yaml.safe_load(files["fleet/accounts/111122223333.toy.deployment.yaml"])
        assert found == {
            "template-file-path": path,
            "parameters": {"ToyBucket": "lego", "ToyRole": "painter"},
            "tags": {"team": "toys"},
        }


@pytest.mark.parametrize(
    ("formats", "ends"),
    [
        ('["terraform-hcl"]', {"tfvars.json"}),
        ('["cloudformation-json"]', {"toy.parameters.json", "toy-other.parameters.json"}),
        ('["aws-cli"]', set()),
    ],
)
def test_an_account_has_what_its_formats_take(build, formats, ends):
    ran, files = build(_FLEET, _CSV, formats=formats)
    assert ran.status == 0, ran.err
    assert {name.partition("/accounts/")[2][13:] for name in files if "/accounts/" in name} == ends


def test_an_account_that_is_gone_leaves_strays_until_they_are_pruned(build, emit, tmp_path):
    build(_FLEET, _CSV)
    Path("accounts.csv").write_text(_CSV.rpartition("000000000001")[0])
    found = emit("check")
    assert found.status == 1
    assert found.out.count("is no longer produced by emit.toml") == 3
    assert emit("build", "--prune").status == 0
    assert not list((tmp_path / "out/fleet/accounts").glob("000000000001*"))
    Path("emit.toml").write_text('[environments.dev]\naccount = "111122223333"\ntargets.toy-other = {}\n')
    assert emit("build", "--prune").status == 0
    assert not (tmp_path / "out/fleet").exists()


def test_one_target_alone_has_its_files_of_accounts(build, emit):
    before = build(_FLEET, _CSV)[1]
    ran, after = build(_FLEET, _CSV.replace("painter", "carver"), "--target", "toy")
    assert ran.status == 0
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {f"fleet/accounts/111122223333.{end}" for end in ("tfvars.json", "toy.parameters.json")}
    assert after.keys() == before.keys()
    ran, _ = build(_FLEET, _CSV.replace("painter", "carver"), "--target", "toy-other")
    assert ran.err.endswith("out: 0 written, 6 unchanged\n")


def test_one_target_alone_has_its_stack_set(build):
    ran, before = build(_ORG)
    assert ran.status == 0
    ran, after = build(_ORG, "", "--target", "toy", settings='name = "other"')
    assert ran.status == 0
    assert {name for name in after if after[name] != before[name]} == {"org/toy.stack-set.yaml"}


def test_every_account_that_is_wrong_is_named(build):
    ran, files = build(_FLEET, "account,toy.role,bucket\n1,a,b\n111122223333,a b,${x}\n444455556666,,c\n")
    assert [line.split("; ")[0].split(": ")[0:2] for line in ran.err.splitlines()] == [
        ["accounts.csv:2", "account"],
        ["accounts.csv:3", "bucket"],
        ["accounts.csv:3", "toy.role"],
        ["accounts.csv:4", "toy.role"],
    ]
    assert (ran.status, files) == (3, {})


def test_what_other_processes_are_given_can_be_passed_to_them(build, tmp_path):
    build(_FLEET, _CSV, more='git_sync = "."')
    made = make_environment(read_config(tmp_path / "emit.toml"), (), "fleet")
    assert len(made.accounts) == 2

    def elsewhere(function, items):
        return map(pickle.loads(pickle.dumps(function)), pickle.loads(pickle.dumps(items)))

    one, other = (with_accounts(made, (), each).files for each in (map, elsewhere))
    assert one == other
    assert len(one) == 14


@pytest.mark.parametrize(
    ("csv", "more", "said"),
    [
        (_CSV, 'account = "111122223333"', "account: cannot be combined with accounts"),
        (_CSV, 'git_sync = "../x"', "git_sync: '../x' is not a folder of a repository"),
        (_CSV, 'git_sync = "/x"', "git_sync: '/x' is not a folder of a repository"),
        ("account\n111122223333\n", "", "accounts.csv:1: has no column role, which toy requires; add it, or"),
        (_CSV.replace("bucket", "bukcet"), "", "accounts.csv:1: column bukcet is no value that a template"),
        (_CSV.replace("painter", ""), "", "accounts.csv:2: toy.role: is empty, and toy requires it"),
        (_CSV.replace("painter", "a b"), "", "accounts.csv:2: toy.role: 'a b' is not valid; a role"),
        (_CSV.replace("lego", "${x}"), "", "accounts.csv:2: bucket: '${x}' is not valid"),
        (_CSV.replace("111122223333", "11112222333"), "", "accounts.csv:2: account: '11112222333' is not"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(build, csv, more, said):
    ran, files = build(_FLEET, csv, more=more)
    assert ran.status == 3
    assert said in ran.err
    assert files == {}


def test_a_value_of_emit_toml_is_no_column(build):
    csv = _CSV.replace("bucket", "toy.bucket")
    assert build(_FLEET, csv)[0].status == 0
    ran, _ = build(_FLEET, csv, values='values = { bucket = "brio" }')
    assert "accounts.csv:1: column toy.bucket is no value that a template leaves open" in ran.err


def test_a_file_that_is_not_there_is_named(build):
    ran, _ = build(_FLEET)
    assert ran.status == 3
    assert "accounts.csv: not found; make it, with a header (account,…)" in ran.err


def test_a_stack_set_holds_the_template_beside_it(build, emit):
    ran, files = build(_ORG)
    assert ran.status == 0, ran.err
    stack_set = yaml.load(files["org/toy.stack-set.yaml"], yaml.BaseLoader)["Resources"]["StackSet"]
    body = stack_set["Properties"]["TemplateBody"]
    assert stack_set["Properties"]["StackSetName"] == "org-toy"
    own = yaml.load(files["org/toy.yaml"], yaml.BaseLoader)
    assert yaml.load(body, yaml.BaseLoader) == own
    assert "Parameters" not in own
    assert emit("check").status == 0
    assert emit("lint").status == 0


@pytest.mark.parametrize(
    ("more", "settings", "said"),
    [
        ('account = "111122223333"', "", "account: cannot be combined with stack_set"),
        ("", 'name = "1"', "targets.toy: '1-toy' is not a name of a stack set"),
        ("", "colour = 1", "stack_set.colour: unknown key"),
        ("", "auto_deployment = 'no'", "stack_set.auto_deployment: is a string, not a boolean"),
        ("", "auto_deployment = false\nretain_stacks = true", "retain_stacks: has no effect without auto"),
    ],
)
def test_what_is_wrong_with_a_stack_set_is_named(build, more, settings, said):
    ran, files = build(_ORG, more=more, settings=settings)
    assert ran.status == 3
    assert said in ran.err
    assert files == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ou-ab12-11111111", "ou-ab12", "organizational_units: 'ou-ab12' is not the id of one"),
        (
            '["eu-west-1"]',
            '["eu-west-1", "us-east-1"]',
            "targets.toy: makes Role toy in each of 2 Regions; IAM is the same in all of them: give",
        ),
        ("eu-west-1", "eu-wset-1", "regions: unknown Region 'eu-wset-1'; did you mean 'eu-west-1'?"),
        ('organizational_units = ["ou-ab12-11111111"]', "", "organizational_units: required"),
        ('["ou-ab12-11111111"]', '"ou-ab12-11111111"', "organizational_units: is a string, not an array"),
        ('regions = ["eu-west-1"]', "", "regions: required"),
        ('["eu-west-1"]', '[["eu-west-1"]]', "regions[0]: is an array, not a string"),
    ],
)
def test_where_a_stack_set_goes_is_checked(build, old, new, said):
    ran, files = build(_ORG.replace(old, new))
    assert (ran.status, ran.err.count("\n")) == (3, 1)
    assert said in ran.err
    assert files == {}


def test_names_with_the_region_can_be_in_several(build):
    one = 'targets.toy = {{ values = {{ bucket = "lego" }} }}'
    named = one.replace(
        "{{ values", '{{ identity.name = "toy-{{region}}", policy_name = "{{region}}-toy", values'
    )
    several = _ORG.replace('["eu-west-1"]', '["eu-west-1", "us-east-1"]')
    ran, files = build(several.replace(one, named))
    assert ran.status == 0, ran.err
    made = files["org/toy.yaml"]
    assert "RoleName: !Sub toy-${AWS::Region}" in made
    assert "ManagedPolicyName: !Sub '${AWS::Region}-toy'" in made
    assert "- us-east-1" in files["org/toy.stack-set.yaml"]
    ran, _ = build(several, more="open = true")
    assert "leaves RoleName open, which is one for all Regions; give it, with {region}" in ran.err


def test_a_stack_set_needs_a_format_that_can_hold_it(build):
    ran, _ = build(_ORG, formats='["terraform"]')
    assert "stack_set: needs the format cloudformation; add" in ran.err


def test_a_template_that_no_stack_set_takes_is_refused(build):
    ufo = load_target("ufo")
    on = [f.name for f in ufo.features if ufo.exists_in(ufo.versions[-1], f.since, f.until)]
    values = f'boundary = "ufo", stack = {[f"app-{number}-prod" for number in range(4)]}'
    target = f"targets.ufo = {{{{ any_name = true, features = {on}, values = {{{{ {values} }}}} }}}}"
    ran, _ = build(_ORG.replace('targets.toy = {{ values = {{ bucket = "lego" }} }}', target))
    assert f"bytes; a template in a stack set has at most {TEMPLATE_BODY:,}" in ran.err
