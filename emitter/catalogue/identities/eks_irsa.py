"""A deployer that runs as a pod, with an IAM role for its Kubernetes service account."""

from awacs import sts

from ..identity_settings import AUDIENCE, NAMESPACE, PROVIDER, SERVICE_ACCOUNT
from ..model import GrantCondition, Kind, Parameter, Trust, vendor
from ..syntax import Syntax

KIND = Kind(
    name="eks-irsa",
    summary="the role of a Kubernetes service account, through the OIDC provider of its cluster",
    makes="role",
    settings=(
        Parameter(
            "issuer",
            "OpenID Connect issuer of the cluster, a URL",
            Syntax(
                r"https://[a-z0-9][a-z0-9.-]{0,252}(/[A-Za-z0-9._~/-]{1,256})?",
                "an issuer is a URL, as https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E",
                512,
            ),
            many=False,
            strip="https://",
        ),
        NAMESPACE,
        SERVICE_ACCOUNT,
        AUDIENCE,
        PROVIDER,
    ),
    left_open=("issuer", "namespace", "service_account"),
    companions=("oidc-provider",),
    trust=(
        Trust(
            "Federated",
            ("arn:{partition}:iam::{account}:oidc-provider/{issuer}",),
            (sts.AssumeRoleWithWebIdentity,),
            (
                GrantCondition(
                    "StringEquals",
                    "{issuer}:sub",
                    ("system:serviceaccount:{namespace}:{service_account}",),
                ),
                GrantCondition("StringEquals", "{issuer}:aud", ("{audience}",)),
            ),
        ),
    ),
    why="Pods of one service account of one cluster get it, and no others",
    sources=(vendor("https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html"),),
)
