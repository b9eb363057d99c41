"""What IAM allows in a policy and of an identity, in characters without white space and in policies; and the
largest template, in bytes.

Sources: "IAM and AWS STS quotas"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html); for permission sets "AWS IAM
Identity Center quotas" (https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html); for templates
"CloudFormation quotas"
(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html).
"""

MANAGED_POLICY = 6_144
MANAGED_POLICY_NAME = 128
TRUST_POLICY = 2_048  # by default; an account can have it raised to 8,192
PERMISSION_SET_POLICY = 10_240  # of the 32,768 bytes that a permission set's inline policy may have
INLINE_POLICIES = {"role": 10_240, "group": 5_120, "user": 2_048}  # of all inline policies together
LARGEST_POLICY = max(MANAGED_POLICY, PERMISSION_SET_POLICY, *INLINE_POLICIES.values())

POLICIES_AN_IDENTITY = 10  # by default; for a role or user an account can have it raised to 20

TEMPLATE_BODY = 51_200  # bytes in a call; a template in Amazon S3 may have 1 MB
