"""What IAM allows in a policy and of an identity.

Source: "IAM and AWS STS quotas"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
"""

MANAGED_POLICY = 6144


POLICIES_AN_IDENTITY = 10
