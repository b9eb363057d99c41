"""Facts that AWS publishes: actions, condition keys, Regions, service principals, quotas."""
