"""From what was recorded or denied to what to write: features and values of targets, or a policy."""
