"""``emit.toml`` and ``out/``."""
