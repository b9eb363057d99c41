"""The rule for an action that is allowed on every resource: one each, so that only that one reports it."""

import re
from functools import cache

from ..aws.service_reference import Action
from .escalation.find import alone

READS = ("List", "Read")
# AWS lists some reads of permissions as management of them.
_READ = re.compile(r"(Batch)?(Describe|Get|List|Search|Test|Validate)[A-Z]")

# Credentials exposure: actions that return credentials of another principal, or for another principal.
# https://gist.github.com/kmcquade/33860a617e651104d243c324ddf7992a, as cloudsplaining keeps it:
# https://github.com/salesforce/cloudsplaining/blob/master/cloudsplaining/shared/constants.py
# Not here: actions that give the caller its own access in another form (ecr:GetAuthorizationToken,
# codeartifact:GetAuthorizationToken, sts:GetSessionToken), and those that are privilege escalation.
_CREDENTIALS = """
    airflow:createclitoken airflow:createweblogintoken appsync:createapikey cloud9:createenvironmenttoken
    codepipeline:pollforjobs cognito-identity:getcredentialsforidentity cognito-identity:getopenidtoken
    cognito-identity:getopenidtokenfordeveloperidentity connect:getfederationtoken ec2:getpassworddata
    emr-containers:getmanagedendpointsessioncredentials finspace-api:getprogrammaticaccesscredentials
    gamelift:getcomputeaccess gamelift:getcomputeauthtoken gamelift:getinstanceaccess
    gamelift:requestuploadcredentials grafana:createworkspaceapikey iam:createservicespecificcredential
    iam:resetservicespecificcredential iam:updateaccesskey iam:uploadsshpublickey
    license-manager:getaccesstoken lightsail:createbucketaccesskey lightsail:downloaddefaultkeypair
    lightsail:getinstanceaccessdetails lightsail:getrelationaldatabasemasteruserpassword
    mediapackage:rotatechannelcredentials mediapackage:rotateingestendpointcredentials rds-db:connect
    redshift:getclustercredentials redshift:getclustercredentialswithiam
    redshift-serverless:getcredentials sts:assumerole sts:assumerolewithsaml sts:assumerolewithwebidentity
    sts:getfederationtoken
"""

# Data exfiltration: reads, and copies, of data and secrets.
# https://github.com/salesforce/cloudsplaining/blob/master/cloudsplaining/shared/constants.py
# kms: https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1
# ebs, rds, sqs: https://cloud.hacktricks.wiki/en/pentesting-cloud/aws-security/aws-privilege-escalation/
# Logs and streams hold what passes through: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html,
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html
_DATA = """
    dynamodb:batchgetitem dynamodb:exporttabletopointintime dynamodb:getitem dynamodb:getrecords
    dynamodb:partiqlselect dynamodb:query dynamodb:scan ebs:getsnapshotblock kinesis:getrecords
    kms:decrypt logs:filterlogevents logs:getlogevents rds:copydbclustersnapshot rds:copydbsnapshot
    rds:startexporttask s3:getobject s3:getobjectversion secretsmanager:batchgetsecretvalue
    secretsmanager:getsecretvalue sqs:receivemessage ssm:getparameter ssm:getparameterhistory
    ssm:getparameters ssm:getparametersbypath
"""

# Resource exposure: actions that share a resource with other accounts, of level Write or without resource.
# https://github.com/salesforce/endgame#resource-types
_SHARES = """
    ec2:modifyimageattribute lakeformation:batchgrantpermissions lakeformation:grantpermissions
    lambda:createfunctionurlconfig lambda:updatefunctionurlconfig
    ram:associateresourceshare ram:createresourceshare rds:modifydbclustersnapshotattribute
    rds:modifydbsnapshotattribute
"""
# Resource exposure by actions without resource: they open all resources of a type, or the account.
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
_OPENS = """
    arc-region-switch:putresourcepolicy cloudwatch:createaccessgrant datazone:addpolicygrant
    datazone:putdomainsharingpolicy ec2:disableimageblockpublicaccess ec2:disablesnapshotblockpublicaccess
    ecr:putregistrypolicy elasticmapreduce:putblockpublicaccessconfiguration
    entityresolution:addpolicystatement entityresolution:putpolicy events:putpermission
    logs:putresourcepolicy mpa:putresourcepolicy ram:enablesharingwithawsorganization
    s3:putaccesspointpublicaccessblock s3:putaccountpublicaccessblock ses:putidentitypolicy
    ssm-sap:putresourcepermission
"""
# Permissions management by actions without resource; of the directory of IAM Identity Center, those that
# decide who signs in as whom.
_RULES = """
    bedrock-agentcore:manageadminpolicy datazone:removepolicygrant dynamodb:updateabacstatus
    iam:deleteaccountpasswordpolicy lakeformation:attachrlspolicy lakeformation:batchrevokepermissions
    lakeformation:detachrlspolicy lakeformation:putdatalakesettings lakeformation:revokepermissions
    organizations:deleteresourcepolicy sso:putpermissionspolicy sso-directory:createbearertoken
    sso-directory:createexternalidpconfigurationfordirectory sso-directory:deletemfadeviceforuser
    sso-directory:enableexternalidpconfigurationfordirectory sso-directory:importexternalidpcertificate
    sso-directory:updateexternalidpconfigurationfordirectory
"""
# Permissions management that shares a resource, by its name; and services whose policies limit their own
# users, and share nothing.
_EXPOSES = re.compile(
    r"(Put|Set|Add|Create|Update|Modify|Authorize|Grant|BatchGrant)\w*"
    r"(Polic(y|ies)|Permissions?|Acl|Grant|Access|Attributes?|Share)"
)
# Listed as permissions management, and about copies of a function.
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html
_NO_RIGHTS = ("lambda:disablereplication", "lambda:enablereplication")
_OWN = ("cloudformation", "iam", "iot", "organizations", "sso")

# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
_ROLES = "iam:passrole iam:createservicelinkedrole"


@cache
def is_read(action: Action) -> bool:
    """Return whether ``action`` changes nothing."""
    manages = action.level == "Permissions management"
    name = action.name.partition(":")[2]
    return action.level in READS or (manages and _READ.match(name) is not None)


@cache
def _tables() -> tuple[tuple[str, frozenset[str]], ...]:
    tables = {
        "W502": _ROLES,
        "W411": _CREDENTIALS,
        "W410": _DATA,
        "W412": f"{_SHARES} {_OPENS}",
        "W409": _RULES,
    }
    return ("W506", alone()), *((rule, frozenset(names.split())) for rule, names in tables.items())


@cache
def rule_for_broad_action(action: Action) -> str:
    """Return the id of the rule for ``action`` where it is allowed on everything."""
    for rule, names in _tables():
        if action.name.lower() in names:
            return rule
    if is_read(action):
        return "N405"
    manages = action.level == "Permissions management" and action.name.lower() not in _NO_RIGHTS
    if manages and action.resources:
        service, _, name = action.name.partition(":")
        return "W412" if service not in _OWN and _EXPOSES.match(name) else "W409"
    return "W404"
