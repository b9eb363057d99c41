"""Reads Terraform JSON."""
