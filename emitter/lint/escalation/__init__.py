"""Finds privilege escalation: actions that together allow more than a policy states."""
