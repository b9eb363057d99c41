"""Read policies from files of any origin: CloudFormation, Terraform JSON, plain documents.

Nothing here guesses: what a file leaves open (a parameter, a reference, a function) is
:class:`~emitter.reading.values.Unknown`, and every value knows its file, line and column.
"""
