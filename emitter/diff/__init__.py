"""What access a change gives and takes, not which lines it touches."""
