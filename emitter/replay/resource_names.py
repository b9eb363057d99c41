"""How requests name the resources of AWS, where that is not as the forms of their ARNs do."""

from collections.abc import Callable

# What a hole of an ARN's form is called in requests, beside its own name: FunctionName is functionName.
CALLED: dict[tuple[str, str], tuple[str, ...]] = {
    ("ecs", "ClusterName"): ("cluster", "clusters"),
    ("ecs", "ServiceName"): ("service", "services"),
    ("ecs", "TaskDefinitionFamilyName"): ("family", "taskdefinition"),
    ("ecs", "TaskDefinitionRevisionNumber"): ("taskdefinition",),
    ("ecs", "TaskId"): ("task", "tasks"),
    ("ecs", "TaskSetId"): ("taskset", "tasksets", "primarytaskset"),
    ("ecs", "ContainerInstanceId"): ("containerinstance", "containerinstances"),
    ("athena", "WorkGroupName"): ("workgroup",),
    ("autoscaling", "GroupFriendlyName"): ("autoscalinggroupname",),
    ("cloudformation", "StackName"): ("stackid",),
    ("dynamodb", "TableName"): ("tablearn", "requestitems"),
    ("ec2", "InstanceId"): ("target",),
    ("ecr", "RepositoryName"): ("repositorynames",),
    ("eks", "ClusterName"): ("name",),
    ("elasticloadbalancing", "LoadBalancerName"): ("name",),
    ("elasticloadbalancing", "TargetGroupName"): ("name",),
    ("events", "RuleName"): ("rule", "name"),
    ("firehose", "DeliveryStreamName"): ("deliverystreamname",),
    ("glue", "DatabaseName"): ("name",),
    ("glue", "TableName"): ("name",),
    ("iam", "GroupNameWithPath"): ("groupname",),
    ("iam", "InstanceProfileNameWithPath"): ("instanceprofilename",),
    ("iam", "PolicyNameWithPath"): ("policyname",),
    ("iam", "RoleNameWithPath"): ("rolename",),
    ("iam", "UserNameWithPath"): ("username",),
    ("kms", "Alias"): ("aliasname",),
    ("kms", "KeyId"): ("keyid", "targetkeyid"),
    ("lambda", "LayerVersion"): ("versionnumber",),
    ("logs", "LogGroupName"): ("loggroupidentifier", "loggroupidentifiers"),
    ("rds", "DbInstanceName"): ("dbinstanceidentifier",),
    ("rds", "DbClusterInstanceName"): ("dbclusteridentifier",),
    ("route53", "Id"): ("hostedzoneid", "id", "healthcheckid", "delegationsetid"),
    ("s3", "ObjectName"): ("key",),
    ("secretsmanager", "SecretId"): ("name", "secretidlist"),
    ("sns", "TopicName"): ("name",),
    ("sqs", "QueueName"): ("queueurl",),
    ("ssm", "ParameterNameWithoutLeadingSlash"): ("name", "names", "path"),
    ("ssm", "InstanceId"): ("target",),
    ("ssm", "DocumentName"): ("documentname", "name"),
    ("states", "StateMachineName"): ("name",),
}
# AWS takes these for granted when a request does not name them.
UNNAMED = {("ecs", "ClusterName"): "default", ("scheduler", "GroupName"): "default"}
# Names that stand for this only where there is one: elsewhere in a request, columns have them too.
ALONE = frozenset({("glue", "TableName"), ("glue", "DatabaseName")})
# Holes for an id that AWS makes up, though requests have something else of that name. Source: "How
# Application Auto Scaling works with IAM"
# (https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_service-with-iam.html).
MADE_UP = frozenset({("application-autoscaling", "ResourceId")})
# A request that names one of these is about no other type. Source: "Using IAM policy conditions for
# fine-grained access control"
# (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html).
ABOUT = {"dynamodb:Query": "IndexName", "dynamodb:Scan": "IndexName"}
# Actions that are authorised on every type that the request names, required or not. Source: "Actions,
# resources, and condition keys for AWS Systems Manager"
# (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html).
EVERY = frozenset({"ssm:SendCommand", "ssm:StartSession"})
# Services with a type that has no name, on which all is authorised that needs it. Source: "Specifying AWS
# Glue resource ARNs" (https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html).
ROOTED = frozenset({"glue"})
# AWS knows a resource for these, but authorises them on * when the request does not name one. Source:
# "Amazon ECS identity-based policy examples", whose ListTasks is on * with ecs:cluster.
ONLY_NAMED = frozenset({"ecs:ListTasks"})

_ELB = "arn:${Partition}:elasticloadbalancing:${Region}:${Account}"
_BALANCERS = tuple(
    f"{_ELB}:loadbalancer/{kind}/${{LoadBalancerName}}/${{LoadBalancerId}}" for kind in ("app", "net", "gwy")
)
SECOND_GENERATION = dict.fromkeys(
    (
        f"elasticloadbalancing:{name}"
        for name in ("CreateLoadBalancer", "DeleteLoadBalancer", "ModifyLoadBalancerAttributes")
    ),
    _BALANCERS,
) | dict.fromkeys(
    ("elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"),
    (
        *_BALANCERS,
        f"{_ELB}:targetgroup/${{TargetGroupName}}/${{TargetGroupId}}",
        f"{_ELB}:listener/${{Kind}}/${{LoadBalancerName}}/${{LoadBalancerId}}/${{ListenerId}}",
        f"{_ELB}:listener-rule/${{Kind}}/${{LoadBalancerName}}/${{LoadBalancerId}}/${{ListenerId}}/${{RuleId}}",
        f"{_ELB}:truststore/${{TrustStoreName}}/${{TrustStoreId}}",
    ),
)
# The type of what is created, where the request also names others that can be tagged.
CREATED = {
    "elasticloadbalancing:CreateListener": "listener",
    "elasticloadbalancing:CreateRule": "listener-rule",
}

# Where each of several actions of one event is about a key of its own: the parameters that name those, in the
# order in which the record lists the keys, and which of them is the action's. Sources: "AWS KMS permissions"
# and "ReEncrypt" (https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html,
# https://docs.aws.amazon.com/kms/latest/developerguide/ct-reencrypt.html).
_KEYS = ("sourcekeyid", "destinationkeyid")
OWN: dict[str, tuple[tuple[str, ...], int]] = {"kms:ReEncryptFrom": (_KEYS, 0), "kms:ReEncryptTo": (_KEYS, 1)}

# What AWS puts behind the name of a secret, in its ARN, and no request has to say. Sources: "Permissions
# policy examples" and "Finding a secret from a partial ARN"
# (https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html,
# https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen).
SUFFIX = "-??????"


def _of_ecs(text: str, hole: str) -> str:
    if not hole.startswith("TaskDefinition"):
        return text
    family, _, revision = text.partition(":")
    return family if hole == "TaskDefinitionFamilyName" else revision


def _of_lambda(text: str, hole: str) -> str:
    # Also 123456789012:function:NAME, and NAME:QUALIFIER.
    return text.rpartition("function:")[2].partition(":")[0] if hole == "FunctionName" else text


def _of_secretsmanager(text: str, hole: str) -> str:
    return f"{text}{SUFFIX}"


def _of_route53(text: str, hole: str) -> str:
    # Also /hostedzone/Z0123456789.
    return text.rpartition("/")[2]


def _of_ec2(text: str, hole: str) -> str:
    return text if hole != "InstanceId" or text.startswith("i-") else ""


def _of_ssm(text: str, hole: str) -> str:
    if hole == "InstanceId":
        return text if text.startswith("mi-") else ""
    # A version or label of a parameter stands behind its name.
    return text.lstrip("/").partition(":")[0]


# What a name is in the requests of a service, where it is not all of the text.
NAMES: dict[str, Callable[[str, str], str]] = {
    "ec2": _of_ec2,
    "ecs": _of_ecs,
    "lambda": _of_lambda,
    "route53": _of_route53,
    "secretsmanager": _of_secretsmanager,
    "ssm": _of_ssm,
}
