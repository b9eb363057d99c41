"""The plain policy documents, as IAM itself takes them.

One policy is printed as it is; several as an object of policies by name, since one policy cannot
be larger than IAM takes. There is no place in a policy for a mark, so these never go to ``out/``.
"""

import json
from typing import Any

from troposphere import encode_to_dict, iam

from ...errors import FormatError
from ..assembly import Assembly, Interpolation

SUFFIX = ""
OPEN = False
LARGEST = None


def render(assembly: Assembly) -> str:
    """Return the policy documents of ``assembly`` as JSON.

    Raises :class:`~emitter.errors.FormatError` when they still depend on something, as a plain
    document has no way to say so.
    """
    policies = [r for r in assembly.template.resources.values() if isinstance(r, iam.ManagedPolicy)]
    missing = dict.fromkeys(hole for policy in policies for hole in _open(policy.PolicyDocument))
    if missing:
        raise FormatError(
            "--format policy",
            f"a policy document cannot leave {', '.join(missing)} open",
            "name an environment with --env, or give each with --set",
        )
    documents = {policy.ManagedPolicyName: encode_to_dict(policy.PolicyDocument) for policy in policies}
    shown = documents if len(documents) > 1 else next(iter(documents.values()))
    return json.dumps(shown, indent=2, ensure_ascii=False) + "\n"


def _open(document: Any) -> list[str]:
    """Return names of what ``document`` still depends on."""
    return [
        part.name
        for statement in document.Statement
        for text in (*statement.Resource, *_condition_values(statement))
        if isinstance(text, Interpolation)
        for part in text.parts
        if not isinstance(part, str) and part.kind != "variable"
    ]


def _condition_values(statement: Any) -> list[Any]:
    if "Condition" not in statement.properties:
        return []
    return [v for keys in statement.Condition.JSONrepr().values() for values in keys.values() for v in values]
