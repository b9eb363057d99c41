"""Permissions that are broader than a deployer needs."""
