"""IAM that exists already."""
