"""Certificates that it requests itself, and the records that prove a domain."""

from awacs import acm, acm_pca, route53

from ...model import Scope, inferred, vendor
from .sources import AWS, NEW, OWN, allow, code, documented, service

_ANY = "arn:{partition}:acm:{region}:{account}:certificate/*"
_PAGE = "iam_policy_acm_certs"
_TAG_ON_CREATE = vendor(f"{AWS}/acm/latest/APIReference/API_RequestCertificate.html")
_PRIVATE = f"{AWS}/privateca/latest/userguide/create-CA.html"

_REQUEST = Scope("RequestCertificates", ("*",), (NEW,))
_TAG_NEW = Scope("TagNewCertificates", (_ANY,), (NEW,))
_EVERY = Scope("AnyCertificate", (_ANY,))
_OWN = Scope("OwnCertificates", (_ANY,), (OWN,))
_FIND_ZONES = Scope("FindZones", ("*",))
_RECORDS = Scope("ValidationRecords", ("arn:{partition}:route53:::hostedzone/{hosted_zone}",))
_AUTHORITIES = Scope(
    "CertificateAuthorities",
    ("arn:{partition}:acm-pca:{region}:{account}:certificate-authority/{certificate_authority}",),
)
_FEATURE = ("certificate-management",)

CERTIFICATE_GRANTS = (
    *allow(
        _REQUEST,
        _FEATURE,
        (
            acm.RequestCertificate,
            "requests certificates, always with the tag of its cluster; AWS lets no resource narrow it",
            (service("acm", 80), code("deploy/acm/certificate_manager", 171, 192)),
        ),
        since="3.3",
    ),
    *allow(
        _TAG_NEW,
        _FEATURE,
        (
            acm.AddTagsToCertificate,
            "tags certificates when they are requested",
            (inferred(_TAG_ON_CREATE.url), documented(9, _PAGE), code("deploy/acm/certificate_manager", 176)),
        ),
        since="3.3",
    ),
    *allow(
        _EVERY,
        _FEATURE,
        (
            acm.ListTagsForCertificate,
            "reads the tags of every certificate, to know its own",
            (service("acm", 58), code("certs/cert_discovery", 144), code("deploy/acm/tagging_manager", 132)),
        ),
        (
            acm.DescribeCertificate,
            "finds certificates for hosts, reads what proves a domain, and waits until the certificate is issued",
            (
                service("acm", 71, 94),
                code("certs/cert_discovery", 167),
                code("deploy/acm/certificate_manager", 103, 222),
            ),
        ),
        since="3.3",
    ),
    *allow(
        _OWN,
        _FEATURE,
        (
            acm.DeleteCertificate,
            "deletes certificates that it requested",
            (service("acm", 130), code("deploy/acm/certificate_manager", 299)),
        ),
        since="3.3",
    ),
    *allow(
        _FIND_ZONES,
        _FEATURE,
        (
            route53.ListHostedZones,
            "finds the hosted zone of a domain; AWS lets no resource narrow it",
            (service("route53", 93), code("deploy/acm/certificate_manager", 86, 230)),
        ),
        since="3.3",
    ),
    *allow(
        _RECORDS,
        _FEATURE,
        (
            route53.ChangeResourceRecordSets,
            "writes the records that prove a domain, and deletes them",
            (service("route53", 47), code("deploy/acm/certificate_manager", 153, 260)),
        ),
        since="3.3",
    ),
    *allow(
        _AUTHORITIES,
        ("private-certificates",),
        (
            acm_pca.IssueCertificate,
            "AWS requires it to request a certificate of a private authority",
            (inferred(_PRIVATE), documented(40, _PAGE)),
        ),
        (
            acm_pca.GetCertificate,
            "AWS requires it to request a certificate of a private authority",
            (inferred(_PRIVATE), documented(41, _PAGE)),
        ),
        (
            acm_pca.ListPermissions,
            "AWS requires it to request a certificate of a private authority",
            (inferred(_PRIVATE), documented(42, _PAGE)),
        ),
        since="3.3",
    ),
)
