"""Reads CloudFormation templates, YAML and JSON."""
