"""Certificates of AWS Certificate Manager: exported and imported."""

from awacs import acm, tag

from ...model import Grant, Scope, inferred
from .sources import CERTIFICATE_TAGS, MANAGED, NEW, certificates

_ANY_CERTIFICATE = "arn:{partition}:acm:{region}:{account}:certificate/*"
_CERTIFICATES = Scope("Certificates", ("{certificate}",))
_FIND_CERTIFICATES = Scope("FindCertificates", ("*",))
# AWS makes the id of a certificate, so nothing names one that is pushed but its tag.
_NEW_CERTIFICATES = Scope("NewCertificates", (_ANY_CERTIFICATE,), (NEW,))
_MANAGED_CERTIFICATES = Scope("ManagedCertificates", (_ANY_CERTIFICATE,), (MANAGED,))

CERTIFICATE_GRANTS = (
    Grant(
        acm.GetCertificate,
        _CERTIFICATES,
        ("acm",),
        "reads the certificate, to export it only when it changed",
        (certificates(347, 478),),
        since="2.8",
    ),
    Grant(
        acm.DescribeCertificate,
        _CERTIFICATES,
        ("acm",),
        "finds out whether the certificate can be exported",
        (certificates(357),),
        since="2.8",
    ),
    Grant(
        acm.ExportCertificate,
        _CERTIFICATES,
        ("acm",),
        "exports the certificate with its private key; public ones cost a fee",
        (certificates(375),),
        since="2.8",
    ),
    Grant(
        tag.GetResources,
        _FIND_CERTIFICATES,
        ("acm-push",),
        "finds the certificate by its tags; AWS lets no resource narrow it",
        (certificates(443),),
        since="2.8",
    ),
    Grant(
        acm.ImportCertificate,
        _NEW_CERTIFICATES,
        ("acm-push",),
        "imports a new certificate, always with the tag managed-by",
        (certificates(269),),
        since="2.8",
    ),
    Grant(
        acm.AddTagsToCertificate,
        _NEW_CERTIFICATES,
        ("acm-push",),
        "tags the certificate when it is imported",
        (inferred(CERTIFICATE_TAGS.url), certificates(259)),
        since="2.8",
    ),
    Grant(
        acm.ImportCertificate,
        _MANAGED_CERTIFICATES,
        ("acm-push",),
        "imports the certificate again when it changed, which AWS takes no tags with",
        (certificates(243),),
        since="2.8",
    ),
    Grant(
        acm.GetCertificate,
        _MANAGED_CERTIFICATES,
        ("acm-push",),
        "compares the certificate with what is pushed",
        (certificates(206, 478),),
        since="2.8",
    ),
    Grant(
        acm.ListTagsForCertificate,
        _MANAGED_CERTIFICATES,
        ("acm-push",),
        "reads the tags of the certificate, to set them and before it is deleted",
        (certificates(294, 315, 508),),
        since="2.8",
    ),
    Grant(
        acm.AddTagsToCertificate,
        _MANAGED_CERTIFICATES,
        ("acm-push",),
        "sets tags of the metadata, which never hold managed-by",
        (certificates(527),),
        since="2.8",
    ),
    Grant(
        acm.RemoveTagsFromCertificate,
        _MANAGED_CERTIFICATES,
        ("acm-push",),
        "removes tags that the metadata does not name",
        (certificates(516),),
        since="2.8",
    ),
    Grant(
        acm.DeleteCertificate,
        _MANAGED_CERTIFICATES,
        ("acm-push",),
        "deletes the certificate of a PushSecret with deletionPolicy: Delete",
        (certificates(327),),
        since="2.8",
    ),
)
