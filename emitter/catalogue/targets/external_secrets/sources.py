"""Where the operator was read, and the tag by which it knows what it manages."""

from ...model import Evidence, GrantCondition, Repository, vendor

CODE = Repository("external-secrets/external-secrets", "378bdb622ed9712ef4a58370f6a17af033b7d343")
AWS = "https://docs.aws.amazon.com"
SECRETS_API = f"{AWS}/secretsmanager/latest/apireference"
CREATE_SECRET = vendor(f"{SECRETS_API}/API_CreateSecret.html")
REPLICATE_SECRET = vendor(f"{SECRETS_API}/API_ReplicateSecretToRegions.html")
SECRETS_KEY = vendor(f"{AWS}/secretsmanager/latest/userguide/security-encryption.html")
PARAMETERS_KEY = vendor(f"{AWS}/kms/latest/developerguide/services-parameter-store.html")
PUBLIC_TOKEN = vendor(f"{AWS}/AmazonECRPublic/latest/APIReference/API_GetAuthorizationToken.html")
CERTIFICATE_TAGS = vendor(f"{AWS}/acm/latest/APIReference/API_ImportCertificate.html")


def secrets(*lines: int) -> Evidence:
    """Return lines of the client of AWS Secrets Manager."""
    return CODE.at("providers/v1/aws/secretsmanager/secretsmanager.go", *lines)


def parameters(*lines: int) -> Evidence:
    """Return lines of the client of the SSM Parameter Store."""
    return CODE.at("providers/v1/aws/parameterstore/parameterstore.go", *lines)


def certificates(*lines: int) -> Evidence:
    """Return lines of the client of AWS Certificate Manager."""
    return CODE.at("providers/v1/aws/certificatemanager/certificatemanager.go", *lines)


def documented(page: str, line: int) -> Evidence:
    """Return a line of a page for a provider."""
    return CODE.at(f"docs/provider/{page}.md", line, confidence="documented")


# What the operator creates carries this tag, and it changes nothing that does not.
NEW = GrantCondition("StringEquals", "aws:RequestTag/managed-by", ("external-secrets",))
MANAGED = GrantCondition("StringEquals", "aws:ResourceTag/managed-by", ("external-secrets",))
