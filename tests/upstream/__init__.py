"""The calls that deployers make on AWS, read from their sources by machine and held against the lists of
``needs``.

``python -m tests.upstream`` is what ``make upstream`` runs. It finds calls in Go (SDK v1 and v2), Python
(boto3), JavaScript and TypeScript (SDK v3) and lines of the AWS CLI in shell scripts; what it cannot see (a
role that is passed, what CloudFormation does for its caller, calls in Ruby) stands in the lists as
``unseen``, with the reason.
"""
