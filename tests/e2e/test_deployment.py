"""What emit writes, deployed with every tool: the same IAM in the account.

A case is one test with parts, since its parts compare with what Terraform made once.
"""

import pytest

from tests.e2e import cases, deploy
from tests.e2e.declared import for_moto
from tests.e2e.iam import read
from tests.e2e.terraform import warnings


@pytest.mark.parametrize("name", list(cases.names()))
def test_every_tool_makes_the_same(name, *, server, terraform, quick_aws, tmp_path, subtests):
    case = cases.make(name, tmp_path / "files")
    account = deploy.prepare(case, server)
    before = read(account)
    variables = deploy.terraform_variables(case)
    module = terraform.module(tmp_path / "module", account, case.files(".tf.json").values(), variables)

    said = module.apply()
    with subtests.test("all files are one valid module, without a warning"):
        assert warnings(said) == []

    made = read(account)
    module_outputs = module.outputs()

    module.replace(case.files(".tf").values())
    with subtests.test("the native syntax is formatted, and a second plan with it has nothing to change"):
        module.run("fmt", "-check", "-diff")
        status, said = module.plan()
        assert (status, warnings(said)) == (0, []), said

    with subtests.test("Terraform makes what the CloudFormation documents say"):
        assert made == before | deploy.everything(case, account)

    for suffix in [suffix for suffix in (".yaml", ".json") if case.files(suffix)]:
        with subtests.test(f"the stacks of {suffix} files make the same"):
            account = deploy.prepare(case, server)
            stacked, found = deploy.create_stacks(case, account, suffix)
            outputs = {deploy.named(module_outputs, *key): value for key, value in found.items()}
            assert outputs.items() <= module_outputs.items()
            if all(for_moto(template) == template for template in deploy.templates(case).values()):
                assert stacked == made
                assert outputs == module_outputs
            else:
                # What moto lacks is in the documents only, and those are what Terraform made.
                assert stacked == before | deploy.everything(case, account, for_moto)

    scripts = case.files(".sh")
    if scripts:
        with subtests.test("the scripts make the same, and then change nothing"):
            account = deploy.prepare(case, server)
            for target in scripts:
                deploy.run_script(case, account, target, tmp_path, aws=quick_aws)
            assert read(account) == made
            server.calls.clear()
            for target in scripts:
                deploy.run_script(case, account, target, tmp_path, aws=quick_aws)
            asked = [call for call in server.calls if not call.startswith(("Get", "List", "GET "))]
            assert asked == []
            assert read(account) == made


@pytest.mark.parametrize("name", ["out-prod", "open-documented"])
def test_the_native_syntax_makes_the_same(name, *, server, terraform, tmp_path):
    case = cases.make(name, tmp_path / "files")
    account = deploy.prepare(case, server)
    before = read(account)
    variables = deploy.terraform_variables(case)
    module = terraform.module(tmp_path / "module", account, case.files(".tf").values(), variables)
    module.apply()
    assert read(account) == before | deploy.everything(case, account)
