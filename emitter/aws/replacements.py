"""What of an IAM resource cannot be changed: another value deletes it and makes a new one.

Sources: ``createOnlyProperties`` of the CloudFormation registry schemas of ``AWS::IAM::Role`` and the others
(https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html, "Update requires:
Replacement"), which the AWS provider of Terraform follows ("Forces new resource").
"""

_FIXED = {
    "role": ("name", "path"),
    "user": ("name",),
    "group": ("name",),
    "policy": ("name", "path", "description"),
    "instance-profile": ("name", "path"),
    "oidc-provider": ("url",),
}


def replaces(kind: str, attribute: str) -> bool:
    """Return whether another ``attribute`` (``path``) of a ``kind`` (``role``) makes a new resource."""
    return attribute in _FIXED.get(kind, ())
