"""Judges whether a policy is wise."""
