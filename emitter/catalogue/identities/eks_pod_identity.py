"""A deployer that runs as a pod, through EKS Pod Identity."""

from awacs import sts

from ..identity_settings import NAMESPACE, SERVICE_ACCOUNT
from ..model import GrantCondition, Kind, Parameter, Trust, vendor
from ..syntax import Syntax

KIND = Kind(
    name="eks-pod-identity",
    summary="the role of a Kubernetes service account, through EKS Pod Identity",
    makes="role",
    settings=(
        Parameter(
            "cluster",
            "name of the EKS cluster",
            Syntax(
                r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}",
                "an EKS cluster's name is up to 100 letters, digits, - and _",
                100,
            ),
            many=False,
        ),
        NAMESPACE,
        SERVICE_ACCOUNT,
    ),
    left_open=("cluster", "namespace", "service_account"),
    companions=("pod-identity-association",),
    trust=(
        Trust(
            "Service",
            ("pods.eks.amazonaws.com",),
            (sts.AssumeRole, sts.TagSession),
            (
                GrantCondition("StringEquals", "aws:SourceAccount", ("{account}",)),
                GrantCondition(
                    "ArnEquals",
                    "aws:SourceArn",
                    ("arn:{partition}:eks:{region}:{account}:cluster/{cluster}",),
                ),
            ),
        ),
    ),
    why="EKS Pod Identity hands it to the pods of one service account of one cluster",
    sources=(vendor("https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html"),),
)
