"""The event sources of CloudTrail whose name is not the prefix of the actions of their service.

An event source is the endpoint of a service or the name that its requests are signed for, each with
``.amazonaws.com`` after it; for most services both are the prefix of its actions. Sources:

* the models of all services in the AWS SDK for Python, which have both names (``endpointPrefix`` and
  ``signingName`` in https://github.com/boto/botocore/tree/develop/botocore/data), against the Service
  Authorization Reference;
* "Logging CloudWatch API calls": its event source is monitoring.amazonaws.com
  (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html);
* "Log Application Auto Scaling API calls": its event source is that of Amazon EC2 Auto Scaling
  (https://docs.aws.amazon.com/autoscaling/application/userguide/logging-using-cloudtrail.html);
* "Cloud Control API and CloudTrail": its actions are CloudFormation's
  (https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/security.html);
* "Logging with CloudTrail" of DynamoDB, Amazon RDS Data API, AWS IoT, AWS Marketplace, Amazon Chime SDK
  (https://docs.aws.amazon.com/chime-sdk/latest/ag/cloudtrail.html) and directory buckets
  (https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-data-api-events.html).
"""

from collections.abc import Mapping
from types import MappingProxyType

# An event source without .amazonaws.com, and prefixes: the first that has the action counts.
_TABLE = """
    a2i-runtime.sagemaker               sagemaker
    admin.wickr                         wickr
    agent-registry-control              agent-registry
    agreement-marketplace               aws-marketplace
    api.detective                       detective
    api.ecr                             ecr
    api.ecr-public                      ecr-public
    api.iotdeviceadvisor                iotdeviceadvisor
    api.iotmanagedintegrations          iotmanagedintegrations
    api.iotwireless                     iotwireless
    api.mediatailor                     mediatailor
    api.pricing                         pricing
    api.sagemaker                       sagemaker
    api.tunneling.iot                   iot
    appconfigdata                       appconfig
    application-insights                applicationinsights
    appstream2                          appstream
    autoscaling                         autoscaling application-autoscaling autoscaling-plans
    awsssoportal                        sso
    bedrock-agent                       bedrock
    bedrock-agent-runtime               bedrock
    bedrock-agentcore-control           bedrock-agentcore
    bedrock-data-automation             bedrock
    bedrock-data-automation-runtime     bedrock
    bedrock-runtime                     bedrock
    billingconsole                      aws-portal billing
    cassandra-streams                   cassandra
    catalog                             aws-marketplace
    catalog.marketplace                 aws-marketplace
    cloudcontrolapi                     cloudformation
    cloudhsmv2                          cloudhsm
    cloudsearchdomain                   cloudsearch
    cloudwatch-omni                     cloudwatch
    contact-lens                        connect
    controlplane.payment-cryptography   payment-cryptography
    data-ats.iot                        iot
    data-signer                         signer
    data.iot                            iot
    data.jobs.iot                       iotjobsdata
    data.mediastore                     mediastore
    data.qapps                          qapps
    dataplane.payment-cryptography      payment-cryptography
    deployment-marketplace              aws-marketplace
    discovery-marketplace               aws-marketplace
    edge.sagemaker                      sagemaker
    email                               ses
    entitlement                         aws-marketplace
    entitlement.marketplace             aws-marketplace
    eventsv2                            events
    featurestore-runtime.sagemaker      sagemaker
    forecastquery                       forecast
    identity-chime                      chime
    inferencerouter-runtime.sagemaker   sagemaker
    ingest                              timestream
    ingest.timestream                   timestream
    iot-jobs-data                       iotjobsdata
    iotdata                             iot
    iotsecuredtunneling                 iot
    ivsrealtime                         ivs
    job-runtime.sagemaker               sagemaker
    mail-manager                        ses
    media-pipelines-chime               chime
    meetings-chime                      chime
    memory-db                           memorydb
    messaging-chime                     chime
    metering                            aws-marketplace
    metering-marketplace                aws-marketplace
    metering.marketplace                aws-marketplace
    metrics.sagemaker                   sagemaker
    migrationhub-config                 mgh
    models                              lex
    models-v2-lex                       lex
    models.lex                          lex
    models.lex.v2                       lex
    monitoring                          cloudwatch
    mturk-requester                     mechanicalturk
    oidc                                sso-oauth
    partnercentral-account              partnercentral
    partnercentral-benefits             partnercentral
    partnercentral-channel              partnercentral
    partnercentral-prm                  partnercentral
    partnercentral-selling              partnercentral
    personalize-events                  personalize
    personalize-runtime                 personalize
    pinpoint                            mobiletargeting
    portal.sso                          sso
    query                               timestream
    query.timestream                    timestream
    rdsdata                             rds-data
    rdsdataapi                          rds-data
    reporting-marketplace               aws-marketplace
    runtime                             lex sagemaker
    runtime-v2-lex                      lex
    runtime.lex                         lex
    runtime.lex.v2                      lex
    runtime.sagemaker                   sagemaker
    s3                                  s3 s3express s3-object-lambda
    s3-control                          s3 s3express
    servicecatalog-appregistry          servicecatalog
    streams                             dynamodb
    streams.dynamodb                    dynamodb
    tagging                             tag
    training-session-runtime.sagemaker  sagemaker
    voice-chime                         chime
"""

PREFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {source: tuple(prefixes) for source, *prefixes in map(str.split, _TABLE.strip().splitlines())}
)
"""Event source, without ``.amazonaws.com`` → prefixes of actions, tried in turn."""
