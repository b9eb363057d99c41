"""Actions, services and ARNs that AWS does not have."""
