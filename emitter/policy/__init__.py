"""Questions about a policy, which every judge asks."""
