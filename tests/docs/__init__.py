"""Documentation: pages that are made, links that lead somewhere, commands that run."""
