"""AWS's global condition keys: type, and whether a request can carry several values.

Among them are the keys that one service sets in requests to others (``lambda:SourceFunctionArn``).

Source: "AWS global condition context keys"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html). AWS gives
``aws:EpochTime`` two types, Date and Numeric; here it has the first.
``aws:PrincipalOrgMasterAccountId`` is not on that page, but in AWS's own policies (AWSSSOServiceRolePolicy).
"""

_TYPES = {
    "String": """
        aws:CalledViaAWSMCP aws:CalledViaFirst aws:CalledViaLast aws:Ec2InstanceSourceVpc
        aws:FederatedProvider aws:PrincipalAccount aws:PrincipalOrgID aws:PrincipalOrgMasterAccountId
        aws:PrincipalServiceName aws:PrincipalTag/${TagKey} aws:PrincipalType aws:referer aws:RequestedRegion
        aws:RequestTag/${TagKey} aws:ResourceAccount aws:ResourceOrgID aws:ResourceTag/${TagKey}
        aws:SourceAccount aws:SourceIdentity aws:SourceOrgID aws:SourceVpc aws:SourceVpce aws:UserAgent
        aws:userid aws:username aws:VpceAccount aws:VpceOrgID
        glue:CredentialIssuingService glue:RoleAssumedBy identitystore:UserId
    """,
    "ARN": """
        aws:ChatbotSourceArn aws:PrincipalArn aws:SignInSessionArn aws:SourceArn aws:SourceVpcArn
        codebuild:BuildArn codebuild:ProjectArn ec2:SourceInstanceArn lambda:SourceFunctionArn
        ssm:SourceInstanceArn
    """,
    "Bool": """
        aws:AssumedRoot aws:IsMcpServiceAction aws:MultiFactorAuthPresent aws:PrincipalIsAWSService
        aws:SecureTransport aws:ViaAWSMCPService aws:ViaAWSService
    """,
    "Numeric": "aws:MultiFactorAuthAge ec2:RoleDelivery",
    "Date": "aws:CurrentTime aws:EpochTime aws:TokenIssueTime",
    "IPAddress": "aws:Ec2InstanceSourcePrivateIPv4 aws:SourceIp aws:VpcSourceIp",
}
_MANY = """
    aws:CalledVia aws:PrincipalOrgPaths aws:PrincipalServiceNamesList aws:ResourceOrgPaths
    aws:SourceOrgPaths aws:TagKeys aws:VpceOrgPaths
"""

GLOBAL_KEYS: dict[str, tuple[str, bool]] = {
    name.lower(): (type_, False) for type_, names in _TYPES.items() for name in names.split()
} | {name.lower(): ("String", True) for name in _MANY.split()}

SPELLED: dict[str, str] = {
    name.lower(): name for names in (*_TYPES.values(), _MANY) for name in names.split()
}
"""Each key, lower case → as AWS writes it."""
