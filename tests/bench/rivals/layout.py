"""The corpus as files, in the forms that tools read."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.corpus import Policy

_PRINCIPAL = re.compile(r'"(Not)?Principal"\s*:', re.IGNORECASE)


def is_trust(text: str) -> bool:
    """Whether ``text`` is of a trust policy: a statement names a principal. It need not be JSON."""
    try:
        read = json.loads(text)
    except ValueError:
        return bool(_PRINCIPAL.search(text))
    statements = read.get("Statement") if isinstance(read, dict) else None
    every = statements if isinstance(statements, list) else [statements]
    return any(isinstance(one, dict) and ("Principal" in one or "NotPrincipal" in one) for one in every)


def template(text: str) -> str:
    """A CloudFormation template around ``text``, letter by letter: what is wrong with it stays.

    An ``AWS::IAM::Policy``, which checkov has more checks for than for an ``AWS::IAM::ManagedPolicy``;
    a role for a trust policy.
    """
    if is_trust(text):
        return _RESOURCE % ("AWS::IAM::Role", f'"AssumeRolePolicyDocument": {text}')
    return _RESOURCE % (
        "AWS::IAM::Policy",
        f'"PolicyName": "policy", "Roles": ["role"], "PolicyDocument": {text}',
    )


_RESOURCE = '{"Resources": {"Policy": {"Type": "%s", "Properties": {%s}}}}\n'


def module(text: str, name: str) -> str:
    """A Terraform resource ``name`` around ``text``, letter by letter."""
    kind, argument = (
        ("aws_iam_role", "assume_role_policy") if is_trust(text) else ("aws_iam_policy", "policy")
    )
    literal = text.strip().replace("${", "$${").replace("%{", "%%{")
    return f'resource "{kind}" "{name}" {{\n  {argument} = <<POLICY\n{literal}\nPOLICY\n}}\n'


FORMS: dict[str, tuple[str, Callable[[str, int], str]]] = {
    "plain": (".json", lambda text, number: text),
    "cloudformation": (".json", lambda text, number: template(text)),
    "terraform": (".tf", lambda text, number: module(text, f"policy_{number}")),
}


def key(policy: Policy) -> str:
    """What a policy is called here."""
    return f"{policy.group}/{policy.name}"


def key_of(path: str) -> str:
    """The policy of a file which :func:`write` wrote, by its path below the folder of its form."""
    return "/".join(Path(path).with_suffix("").parts[-2:])


def write(policies: Sequence[Policy], folder: Path) -> None:
    """Every policy in every form: ``FORM/GROUP/NAME``."""
    for form, (suffix, spell) in FORMS.items():
        for number, policy in enumerate(policies):
            file = folder / form / f"{key(policy)}{suffix}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(spell(policy.text, number), encoding="utf-8")
