"""Operators, keys and values of conditions."""
