"""The ways in which a user brings emit's files into an account."""

import json
import os
import re
from pathlib import Path

from tests.e2e.declared import declared, for_moto, load
from tests.e2e.iam import read
from tests.e2e.tools import environment, run, tool

_ANY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
# The longest template that CloudFormation takes in a call.
_INLINE = 51_200
_TRUST = '{"Version":"2012-10-17","Statement":[]}'


def templates(case, suffix=".yaml"):
    """The CloudFormation templates of ``case``, by target."""
    return {target: load(path.read_text()) for target, path in case.files(suffix).items()}


def everything(case, account, change=lambda template: template):
    """What all templates of ``case`` say together, each after a ``change``."""
    facts = {}
    for target, template in templates(case).items():
        more = declared(change(template), account, case.parameters.get(target, {}))
        assert not set(facts) & set(more), "two templates make the same"
        facts |= more
    return facts


def prepare(case, server):
    """A new account, with the boundaries, members and holders of policies that ``case`` finds there."""
    account = server.account(case.account, case.region)
    iam = account.client("iam")
    facts = everything(case, account)
    for arn in {fact["boundary"] for fact in facts.values() if fact is not True and fact.get("boundary")}:
        path, _, name = arn.partition(":policy")[2].rpartition("/")
        iam.create_policy(PolicyName=name, Path=f"{path}/", PolicyDocument=_ANY)
    for kind in ("role", "user", "group"):
        for name in {key.split()[1] for key in facts if key.startswith(f"{kind} ")}:
            if f"{kind} {name}" not in facts:
                more = {"AssumeRolePolicyDocument": _TRUST} if kind == "role" else {}
                getattr(iam, f"create_{kind}")(**{f"{kind.title()}Name": name}, **more)
    return account


def terraform_variables(case):
    """The Terraform variables of all files of ``case``, which has CloudFormation's parameters."""
    given = {}
    for target, path in case.files(".tf.json").items():
        variables = json.loads(path.read_text()).get("variable", {})
        for title, value in case.parameters.get(target, {}).items():
            name = named(variables, target, title)
            given[name] = [value] if variables[name]["type"] == "list(string)" else value
    return given


def shell_variables(case, target):
    """The variables of the shell that the script of ``target`` reads."""
    names = asked(case.files(".sh")[target])
    return {named(names, target, title): value for title, value in case.parameters.get(target, {}).items()}


def asked(script):
    """The names of the variables that ``script`` reads."""
    return re.findall(r"^check ([A-Z0-9_]+) ", script.read_text(), re.MULTILINE)


def named(names, target, title):
    """Which of ``names`` is Terraform's or the shell's for ``title``: that, or ``target`` and that."""
    (found,) = (name for name in names if plain(name) in (plain(title), plain(target + title)))
    return found


def plain(name):
    """``name`` without what Terraform, CloudFormation and a shell write differently."""
    return "".join(character for character in name.lower() if character.isalnum())


def create_stacks(case, account, suffix=".yaml"):
    """Deploy every template of ``case`` with CloudFormation, less what moto lacks.

    Gives what is in the account then, and the outputs of all stacks by target and logical id.
    """
    client = account.client("cloudformation")
    outputs = {}
    for target, template in templates(case, suffix).items():
        supported = for_moto(template)
        text = case.files(suffix)[target].read_text() if supported == template else json.dumps(supported)
        given = case.parameters.get(target, {})
        client.create_stack(
            StackName=target,
            **_given(account, target, text),
            Capabilities=["CAPABILITY_NAMED_IAM"],
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()],
        )
        stack = client.describe_stacks(StackName=target)["Stacks"][0]
        assert stack["StackStatus"] == "CREATE_COMPLETE"
        for output in stack["Outputs"]:
            outputs[target, output["OutputKey"]] = output["OutputValue"]
    return read(account), outputs


def _given(account, target, text):
    """How CloudFormation takes the template ``text``: by itself, or from Amazon S3 when it is long."""
    if len(text.encode()) <= _INLINE:
        return {"TemplateBody": text}
    storage = account.client("s3")
    place = {"LocationConstraint": account.region}
    storage.create_bucket(Bucket=target, CreateBucketConfiguration=place)
    storage.put_object(Bucket=target, Key="template", Body=text.encode())
    return {"TemplateURL": f"https://{target}.s3.{account.region}.amazonaws.com/template"}


def run_script(case, account, target, folder, *, aws=None, ok=(0,), **more):
    """Run the script of ``target`` as its reader would; gives what it says.

    ``aws`` is the folder of the command of that name; it is the real one where none is given. ``more``
    goes over the environment; what is None there is left out of it.
    """
    settings = environment(folder, **account.variables, **shell_variables(case, target)) | more
    settings = {name: value for name, value in settings.items() if value is not None}
    settings["PATH"] = os.pathsep.join([str(aws or Path(tool("aws")).parent), settings["PATH"]])
    return run([tool("bash"), "-eu", str(case.files(".sh")[target])], cwd=folder, env=settings, ok=ok)
