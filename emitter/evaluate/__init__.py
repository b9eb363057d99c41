"""AWS's evaluation of policies, offline: who may do what, and by which statement."""

from .decide import Compiled, UnreadPolicies, compile_policies
from .request import AccessRequest, Deciding, Decision, Reason, Verdict

__all__ = [
    "AccessRequest",
    "Compiled",
    "Deciding",
    "Decision",
    "Reason",
    "UnreadPolicies",
    "Verdict",
    "compile_policies",
]
