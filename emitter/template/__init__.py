"""From a deployment to text: assembly and formats."""
