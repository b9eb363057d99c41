"""E202."""

from collections.abc import Iterator

from ....aws.service_reference import action, names_of, services
from ....aws.wildcards import is_pattern
from ....messages import nearest
from ....reading.document import Document
from ...rule import Rule, Violation

# API operations whose permission has another name.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
# https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
# https://docs.aws.amazon.com/sns/latest/dg/sns-batching-messages.html
# https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
_CALLED = {
    "bedrock:converse": "bedrock:InvokeModel",
    "bedrock:conversestream": "bedrock:InvokeModelWithResponseStream",
    "lambda:invoke": "lambda:InvokeFunction",
    "s3:completemultipartupload": "s3:PutObject",
    "s3:copyobject": "s3:GetObject and s3:PutObject",
    "s3:createmultipartupload": "s3:PutObject",
    "s3:deleteobjects": "s3:DeleteObject",
    "s3:getbucketencryption": "s3:GetEncryptionConfiguration",
    "s3:getbucketlifecycleconfiguration": "s3:GetLifecycleConfiguration",
    "s3:headbucket": "s3:ListBucket",
    "s3:headobject": "s3:GetObject",
    "s3:listbuckets": "s3:ListAllMyBuckets",
    "s3:listmultipartuploads": "s3:ListBucketMultipartUploads",
    "s3:listobjects": "s3:ListBucket",
    "s3:listobjectsv2": "s3:ListBucket",
    "s3:listobjectversions": "s3:ListBucketVersions",
    "s3:listparts": "s3:ListMultipartUploadParts",
    "s3:putbucketencryption": "s3:PutEncryptionConfiguration",
    "s3:putbucketlifecycleconfiguration": "s3:PutLifecycleConfiguration",
    "s3:uploadpart": "s3:PutObject",
    "sns:publishbatch": "sns:Publish",
    "sqs:changemessagevisibilitybatch": "sqs:ChangeMessageVisibility",
    "sqs:deletemessagebatch": "sqs:DeleteMessage",
    "sqs:sendmessagebatch": "sqs:SendMessage",
}


# A text much longer than any name is no misspelling of one.
_LONGEST = 128


def _fault(text: str) -> str:
    service, colon, name = text.partition(":")
    if not colon or not name or ":" in name or is_pattern(text) or service.lower() not in services():
        return ""
    if action(text):
        return ""
    what = f"unknown action {service}:{name}"
    known = _CALLED.get(text.lower())
    if known:
        return f"{what}; that API operation requires {known}"
    near = "" if len(name) > _LONGEST else nearest(name, names_of(service))
    return f"{what}; {near}" if near.startswith("did you mean") else what


def _check(document: Document) -> Iterator[Violation]:
    for statement in document.statements:
        for value in (*statement.actions, *statement.not_actions):
            fault = _fault(value.text) if value.text else ""
            if fault:
                yield Violation(fault, value.place, statement.sid)


RULE = Rule(
    id="E202",
    title="unknown action",
    costs="no request has such an action: the statement neither allows nor denies it",
    instead="use the action name of the Service Authorization Reference; the API operation can have "
    "another name",
    bad="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListBuckets", "Resource": "*"}]
    }""",
    good="""{
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]
    }""",
    check=_check,
)
