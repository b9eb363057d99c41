"""Terraform's native syntax, lowered to the tree that its JSON syntax gives.

Sources: "HCL Native Syntax Specification" (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md) and
"JSON Configuration Syntax" (https://developer.hashicorp.com/terraform/language/syntax/json).
"""
