"""What GitHub Actions of AWS have in common."""

# GitHub's own runners have no identity on AWS but by OpenID Connect. Self-hosted ones run anywhere.
IDENTITIES = (
    "github-oidc",
    "codebuild",
    "ec2-instance-profile",
    "ecs-task-role",
    "eks-irsa",
    "eks-pod-identity",
    "user",
    "existing",
)
