"""The page that a reviewer signs."""
