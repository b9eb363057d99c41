"""Where the permissions of ExternalDNS are known from."""

from ...model import Repository, vendor

CODE = Repository("kubernetes-sigs/external-dns", "994f908d4abdfe5fbf38f2f61613ed570432e43a")
CODE_0_15 = Repository("kubernetes-sigs/external-dns", "c55b1a1127df024b95f927869a1bcd662ec4337a")
CODE_0_16 = Repository("kubernetes-sigs/external-dns", "017f7687ca393138b565e51757a6fa8010902066")
CODE_0_19 = Repository("kubernetes-sigs/external-dns", "eafce22825a6565c5f228e49bcfc117b128786a9")
CLOUD_MAP = vendor("https://docs.aws.amazon.com/cloud-map/latest/dg/access-control-managing-permissions.html")
TAG_SERVICE = vendor("https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html")
PARTIQL = vendor(
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html",
)
