"""The grammar of a policy, its version, Sids, variables and size."""
