"""Principals and conditions of trust policies."""
