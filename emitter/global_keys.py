"""AWS's global condition keys: type, and whether a request can carry several values.

Source: "AWS global condition context keys"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
"""

_TYPES = {
    "String": """
        aws:calledviafirst aws:calledvialast aws:ec2instancesourcevpc aws:federatedprovider
        aws:principalaccount aws:principalorgid aws:principalservicename aws:principaltag/${tagkey}
        aws:principaltype aws:referer aws:requestedregion aws:requesttag/${tagkey} aws:resourceaccount
        aws:resourceorgid aws:resourcetag/${tagkey} aws:sourceaccount aws:sourceidentity aws:sourceorgid
        aws:sourcevpc aws:sourcevpce aws:useragent aws:userid aws:username aws:vpceaccount aws:vpceorgid
        aws:vpceorgpaths aws:chatbotsourcearn
    """,
    "ARN": "aws:principalarn aws:sourcearn aws:sourcevpcarn ec2:sourceinstancearn lambda:sourcefunctionarn",
    "Bool": """
        aws:multifactorauthpresent aws:principalisawsservice aws:securetransport aws:viaawsservice
        aws:ismcpserviceaction aws:viaawsmcpservice
    """,
    "Numeric": "aws:multifactorauthage",
    "Date": "aws:currenttime aws:epochtime aws:tokenissuetime",
    "IPAddress": "aws:sourceip aws:vpcsourceip aws:ec2instancesourceprivateipv4",
}
_MANY = """
    aws:calledvia aws:principalorgpaths aws:principalservicenameslist aws:resourceorgpaths
    aws:sourceorgpaths aws:tagkeys
"""

GLOBAL_KEYS: dict[str, tuple[str, bool]] = {
    name: (type_, False) for type_, names in _TYPES.items() for name in names.split()
} | dict.fromkeys(_MANY.split(), ("String", True))
