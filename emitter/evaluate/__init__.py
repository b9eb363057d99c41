"""AWS's evaluation of policies, offline: who may do what, and by which statement."""

from .decide import Compiled, Unread, compile_policies
from .request import Deciding, Decision, Reason, Request, Verdict

__all__ = ["Compiled", "Deciding", "Decision", "Reason", "Request", "Unread", "Verdict", "compile_policies"]
