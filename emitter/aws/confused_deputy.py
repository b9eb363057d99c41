"""Services that name whom they act for when they assume a role, each with the page that says so.

The page is AWS's own: it has a trust policy of a role with ``aws:SourceAccount``, ``aws:SourceArn`` or
``aws:SourceOrgID`` for the service, or asks for one of them there. AWS has no list of these services and
refers to the documentation of each (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).

Not among them are AWS Lambda and AWS CodePipeline, whose guides show trust policies without such a condition
(https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html,
https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-create-service-role-cli.html), nor Amazon
EC2; nor AWS Clean Rooms, which names an external id instead in some of its requests
(https://docs.aws.amazon.com/clean-rooms/latest/userguide/cross-service-confused-deputy-prevention.html).
"""

from collections.abc import Mapping
from types import MappingProxyType

_PAGES = """
    access-grants.s3 https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location-register.html
    airflow https://docs.aws.amazon.com/mwaa/latest/userguide/cross-service-confused-deputy-prevention.html
    airflow-env https://docs.aws.amazon.com/mwaa/latest/userguide/cross-service-confused-deputy-prevention.html
    amplify https://docs.aws.amazon.com/amplify/latest/userguide/cross-service-confused-deputy-prevention.html
    amplifybackend https://docs.aws.amazon.com/amplify/latest/userguide/cross-service-confused-deputy-prevention.html
    autoscaling https://docs.aws.amazon.com/autoscaling/ec2/userguide/cross-service-confused-deputy-prevention.html
    batch https://docs.aws.amazon.com/batch/latest/userguide/cross-service-confused-deputy-prevention.html
    bedrock https://docs.aws.amazon.com/bedrock/latest/userguide/cross-service-confused-deputy-prevention.html
    bedrock-agentcore https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/cross-service-confused-deputy-prevention.html
    budgets https://docs.aws.amazon.com/cost-management/latest/userguide/cross-service-confused-deputy-prevention.html
    cloudformation https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
    codebuild https://docs.aws.amazon.com/codebuild/latest/userguide/cross-service-confused-deputy-prevention.html
    codedeploy https://docs.aws.amazon.com/codedeploy/latest/userguide/security_confused_deputy.html
    comprehend https://docs.aws.amazon.com/comprehend/latest/dg/cross-service-confused-deputy-prevention.html
    config https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html
    credentials.deadline https://docs.aws.amazon.com/deadline-cloud/latest/developerguide/create-a-cmf.html
    credentials.iot https://docs.aws.amazon.com/iot/latest/developerguide/cross-service-confused-deputy-prevention.html
    datasync https://docs.aws.amazon.com/datasync/latest/userguide/cross-service-confused-deputy-prevention.html
    datazone https://docs.aws.amazon.com/datazone/latest/userguide/AmazonDataZoneDomainExecutionRole.html
    dms https://docs.aws.amazon.com/dms/latest/userguide/cross-service-confused-deputy-prevention.html
    ds https://docs.aws.amazon.com/directoryservice/latest/admin-guide/cross-service-confused-deputy-prevention.html
    ecs-tasks https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
    eks https://docs.aws.amazon.com/eks/latest/userguide/cross-service-confused-deputy-prevention.html
    eks-fargate-pods https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html
    elasticmapreduce https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role.html
    es https://docs.aws.amazon.com/opensearch-service/latest/developerguide/cross-service-confused-deputy-prevention.html
    events https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
    fis https://docs.aws.amazon.com/fis/latest/userguide/getting-started-iam-service-role.html
    frauddetector https://docs.aws.amazon.com/frauddetector/latest/ug/confused-deputy-prevention.html
    grafana https://docs.aws.amazon.com/grafana/latest/userguide/cross-service-confused-deputy-prevention.html
    greengrass https://docs.aws.amazon.com/greengrass/v2/developerguide/greengrass-service-role.html
    hooks.cloudformation https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry-public.html
    iot https://docs.aws.amazon.com/iot/latest/developerguide/cross-service-confused-deputy-prevention.html
    iotsitewise https://docs.aws.amazon.com/iot-sitewise/latest/userguide/cross-service-confused-deputy-prevention.html
    kafkaconnect https://docs.aws.amazon.com/msk/latest/developerguide/cross-service-confused-deputy-prevention.html
    kendra https://docs.aws.amazon.com/kendra/latest/dg/iam-roles.html
    kinesisanalytics https://docs.aws.amazon.com/managed-flink/latest/java/iam-cross-service-confused-deputy-prevention.html
    logs https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CreateDestination.html
    mediaconvert https://docs.aws.amazon.com/mediaconvert/latest/ug/cross-service-confused-deputy-prevention.html
    mediatailor https://docs.aws.amazon.com/mediatailor/latest/ug/cross-service-confused-deputy-prevention.html
    medical-imaging https://docs.aws.amazon.com/healthimaging/latest/devguide/cross-service-confused-deputy-prevention.html
    monitoring.rds https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
    osis-pipelines https://docs.aws.amazon.com/opensearch-service/latest/developerguide/configure-client-sqs.html
    personalize https://docs.aws.amazon.com/personalize/latest/dg/cross-service-confused-deputy-prevention.html
    pipes https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
    pods.eks https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
    qbusiness https://docs.aws.amazon.com/amazonq/latest/qbusiness-ug/kendra-retriever-iam-role.html
    rds https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/cross-service-confused-deputy-prevention.html
    rekognition https://docs.aws.amazon.com/rekognition/latest/dg/cross-service-confused-deputy-prevention.html
    resources.cloudformation https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cross-service-confused-deputy-prevention.html
    rolesanywhere https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
    sagemaker https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
    scheduler https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    ses https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-firehose.html
    sms-voice https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-cloud-watch-creating-role.html
    spotfleet https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-fleet-prerequisites.html
    ssm https://docs.aws.amazon.com/systems-manager/latest/userguide/cross-service-confused-deputy-prevention.html
    ssm-incidents https://docs.aws.amazon.com/incident-manager/latest/userguide/cross-service-confused-deputy-prevention.html
    states https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
    storagegateway https://docs.aws.amazon.com/filegateway/latest/files3/cross-service-confused-deputy-prevention.html
    textract https://docs.aws.amazon.com/textract/latest/dg/cross-service-confused-deputy-prevention.html
    transcribe https://docs.aws.amazon.com/transcribe/latest/dg/security_iam_id-based-policy-examples.html
    transfer https://docs.aws.amazon.com/transfer/latest/userguide/confused-deputy.html
    vpc-flow-logs https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
"""
PAGES: Mapping[str, str] = MappingProxyType(dict(line.split() for line in _PAGES.strip().splitlines()))
"""By the name of the service principal, without suffix and Region (``ecs-tasks``)."""

_RESOURCE_PAGES = """
    apigateway https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html
    budgets https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
    cloudfront https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
    cloudtrail https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
    cognito-idp https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
    config https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
    delivery.logs https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
    events https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
    iot https://docs.aws.amazon.com/iot/latest/developerguide/lambda-rule-action.html
    logging.s3 https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
    logs https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
    s3 https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
    secretsmanager https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_turn-on-cli.html
    ses https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html
    sns https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
"""
RESOURCE_PAGES: Mapping[str, str] = MappingProxyType(
    dict(line.split() for line in _RESOURCE_PAGES.strip().splitlines())
)
"""The same for policies of resources: services whose pages show such a condition in them."""
