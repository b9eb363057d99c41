"""Permissions that lead to more permissions."""
