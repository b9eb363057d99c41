"""Elements of a policy that another makes redundant."""
