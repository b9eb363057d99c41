"""Records as CloudTrail writes them, with what a test is about."""

ACCOUNT = "210987654321"
REGION = "eu-west-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/piped"


def arn(service, tail, region=REGION, account=ACCOUNT):
    return f"arn:aws:{service}:{region}:{account}:{tail}"


def record(source, event, asked=None, answered=None, *, resources=None, through=None, **more):
    """A record of ``event``, called by a session of the role ``piped``."""
    made = {
        "eventVersion": "1.09",
        "userIdentity": {
            "type": "AssumedRole",
            "principalId": "AROAEXAMPLEEXAMPLE123:session",
            "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/piped/session",
            "accountId": ACCOUNT,
            "accessKeyId": "ASIAEXAMPLEEXAMPLE12",
            "sessionContext": {
                "sessionIssuer": {
                    "type": "Role",
                    "principalId": "AROAEXAMPLEEXAMPLE123",
                    "arn": ROLE,
                    "accountId": ACCOUNT,
                    "userName": "piped",
                },
                "attributes": {"creationDate": "2026-06-01T10:00:00Z", "mfaAuthenticated": "false"},
            },
        },
        "eventTime": "2026-06-01T10:00:05Z",
        "eventSource": f"{source}.amazonaws.com",
        "eventName": event,
        "awsRegion": REGION,
        "sourceIPAddress": "198.51.100.7",
        "userAgent": "aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.4",
        "requestParameters": asked,
        "responseElements": answered,
        "requestID": "4f1d4b6e-1c2a-4a9b-9f53-0a1b2c3d4e5f",
        "eventID": "9c8b7a65-4321-4fed-a0b1-c2d3e4f5a6b7",
        "readOnly": False,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": ACCOUNT,
        "eventCategory": "Management",
        "tlsDetails": {
            "tlsVersion": "TLSv1.3",
            "cipherSuite": "TLS_AES_128_GCM_SHA256",
            "clientProvidedHostHeader": f"{source}.{REGION}.amazonaws.com",
        },
    }
    if resources is not None:
        made["resources"] = [{"accountId": ACCOUNT, "ARN": one} for one in resources]
    if through is not None:
        made["userIdentity"]["invokedBy"] = through
    return made | more


CLUSTER = arn("ecs", "cluster/prod")
SERVICE = arn("ecs", "service/prod/web")
TASK_SET = arn("ecs", "task-set/prod/web/ecs-svc/9223370564341623665")
DEFINITION = arn("ecs", "task-definition/web:7")
TAGS = [{"key": "pipecd-dev-managed-by", "value": "piped"}]


def sync():
    """What a quick sync of piped leaves in CloudTrail."""
    described = {"cluster": CLUSTER, "services": ["web"]}
    return [
        record(
            "ecs",
            "RegisterTaskDefinition",
            {
                "family": "web",
                "taskRoleArn": arn("iam", "role/web-task", ""),
                "executionRoleArn": arn("iam", "role/web-exec", ""),
                "containerDefinitions": [{"name": "app", "image": "web:7", "essential": True}],
            },
            {"taskDefinition": {"taskDefinitionArn": DEFINITION, "family": "web", "revision": 7}},
        ),
        record("ecs", "DescribeServices", described, readOnly=True),
        record("ecs", "UpdateService", {"cluster": CLUSTER, "service": "web", "desiredCount": 2}),
        record("ecs", "ListTagsForResource", {"resourceArn": SERVICE}, readOnly=True),
        record("ecs", "TagResource", {"resourceArn": SERVICE, "tags": TAGS}),
        record("ecs", "DescribeServices", {"cluster": CLUSTER, "services": [SERVICE]}, readOnly=True),
        record(
            "ecs",
            "CreateTaskSet",
            {"cluster": CLUSTER, "service": SERVICE, "taskDefinition": DEFINITION, "tags": TAGS},
            {"taskSet": {"taskSetArn": TASK_SET, "serviceArn": SERVICE, "clusterArn": CLUSTER}},
        ),
        record("ecs", "DescribeTaskSets", {"cluster": CLUSTER, "service": SERVICE, "taskSets": [TASK_SET]}),
        record(
            "ecs",
            "UpdateServicePrimaryTaskSet",
            {"cluster": CLUSTER, "service": SERVICE, "primaryTaskSet": TASK_SET},
        ),
        record("ecs", "DeleteTaskSet", {"cluster": CLUSTER, "service": SERVICE, "taskSet": TASK_SET}),
        record("ecs", "DeregisterTaskDefinition", {"taskDefinition": DEFINITION}),
    ]
