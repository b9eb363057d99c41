"""The ways a user brings emit's files into an account. Each starts with what the files take for granted."""

from .declared import declared, for_moto, load
from .iam import read
from .tools import environment, run, tool

_TRUST = '{"Version":"2012-10-17","Statement":[]}'


def same_name(name):
    """``name`` without what Terraform, CloudFormation and a shell spell differently."""
    return "".join(character for character in name.lower() if character.isalnum())


def templates(case, suffix=".yaml"):
    """The CloudFormation templates of ``case``, by target."""
    return {target: load(path.read_text()) for target, path in case.files(suffix).items()}


def everything(case, account):
    """What all templates of ``case`` say together."""
    facts = {}
    for target, template in templates(case).items():
        more = declared(template, account, case.parameters.get(target, {}))
        assert not set(facts) & set(more), "two templates make the same"
        facts |= more
    return facts


def prepare(case, server):
    """A new account, with the boundaries, users and holders of policies that ``case`` finds there."""
    account = server.account(case.account, case.region)
    iam = account.client("iam")
    facts = everything(case, account)
    for arn in {fact["boundary"] for fact in facts.values() if isinstance(fact, dict) and fact.get("boundary")}:
        path, _, name = arn.partition(":policy")[2].rpartition("/")
        iam.create_policy(PolicyName=name, Path=f"{path}/", PolicyDocument=_TRUST)
    for kind in ("role", "user", "group"):
        names = {key.split()[1] for key in facts if key.startswith(f"{kind} ")}
        for name in names:
            if f"{kind} {name}" not in facts:
                more = {"AssumeRolePolicyDocument": _TRUST} if kind == "role" else {}
                getattr(iam, f"create_{kind}")(**{f"{kind.title()}Name": name}, **more)
    return account, read(account)


def variables(case):
    """The Terraform variables of all files of ``case``."""
    return {
        name: value
        for target, given in case.parameters.items()
        for name in load(case.files(".tf.json")[target].read_text()).get("variable", {})
        for title, value in given.items()
        if same_name(name) == same_name(target + title)
    }


def stacks(case, account, suffix=".yaml"):
    """Deploy every template of ``case`` with CloudFormation, as far as moto can."""
    client = account.client("cloudformation")
    for target, template in templates(case, suffix).items():
        known = for_moto(template)
        text = case.files(suffix)[target].read_text() if known == template else dump(known)
        given = case.parameters.get(target, {})
        client.create_stack(
            StackName=target,
            TemplateBody=text,
            Capabilities=["CAPABILITY_NAMED_IAM"],
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()],
        )
        stack = client.describe_stacks(StackName=target)["Stacks"][0]
        assert stack["StackStatus"] == "CREATE_COMPLETE"
    return read(account)
