"""The page that a reviewer reads and signs: policies → facts → HTML."""
