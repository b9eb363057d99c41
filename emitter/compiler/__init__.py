"""From a request to a deployment."""
