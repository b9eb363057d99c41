"""IAM that exists already, taken over by the files that emit writes."""
