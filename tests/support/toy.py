"""Two small targets for tests: between them they use every feature of the model, and they never grow."""

from awacs import awslambda, iam, kms, s3
from awacs.aws import Action

from emitter.catalogue import syntax
from emitter.catalogue.model import (
    Feature,
    Grant,
    GrantCondition,
    Page,
    PageStatement,
    Parameter,
    Release,
    Repository,
    Scope,
    Target,
    WhenFeature,
    inferred,
    vendor,
)

_CODE = Repository("toymaker/toy", "0123456789abcdef0123456789abcdef01234567")
_DOCS = Repository("toymaker/toy-docs", "76543210fedcba9876543210fedcba9876543210")
_AWS = "https://docs.aws.amazon.com"

_BUCKETS = Scope(
    "Buckets",
    ("arn:{partition}:s3:::{bucket}", WhenFeature("spare", "arn:{partition}:s3:::{bucket}-spare")),
    (GrantCondition("Bool", "aws:SecureTransport", ("true",), when="sealed"),),
)
_OBJECTS = Scope(
    "Objects",
    ("arn:{partition}:s3:::{bucket}/{folder}/*", "arn:{partition}:s3:::{bucket}/home/${aws:username}/*"),
    (
        GrantCondition("StringEquals", "aws:ResourceAccount", ("{account}",)),
        GrantCondition("StringEquals", "aws:RequestTag/kept by", ("toy",), when="sealed"),
        GrantCondition("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ("o-toy1234567/*",), when="sealed"),
    ),
)
_NEW_OBJECTS = Scope("NewObjects", _OBJECTS.resources)
_EVERY_BUCKET = Scope("EveryBucket", ("*",))
_FUNCTIONS = Scope("Functions", ("arn:{partition}:lambda:{region}:{account}:function:{function}",))
_PASS = Scope(
    "PassRoles",
    ("{role}",),
    (GrantCondition("StringEquals", "iam:PassedToService", ("lambda.amazonaws.com", "ec2.{dns_suffix}")),),
)
_KEY = Scope(
    "Key", ("{key}",), (GrantCondition("StringEquals", "kms:ViaService", ("s3.{region}.{dns_suffix}",)),)
)

TOY = Target(
    name="toy",
    title="toys",
    deployer="toymaker",
    versions=("1", "2", "3"),
    identities=("ecs-task-role", "group", "user", "existing"),
    identity_name="toy",
    policy_name="ToyPolicy",
    parameters=(
        Parameter("bucket", "buckets with toys", syntax.SEGMENT, "*"),
        Parameter("folder", "folder of the toys", syntax.PATH_SEGMENTS, "toys", many=False, strip="/"),
        Parameter("function", "functions that play", syntax.FUNCTION_NAME, "*"),
        Parameter(
            "role",
            "roles that functions are given",
            syntax.ROLE,
            arn="arn:{partition}:iam::{account}:role/{value}",
            allows_wildcard=False,
        ),
        Parameter(
            "key",
            "key that toys are locked with",
            syntax.SEGMENT,
            arn="arn:{partition}:kms:{region}:{account}:key/{value}",
            allows_wildcard=False,
        ),
    ),
    features=(
        Feature("play", "plays with toys", default=True),
        Feature("make", "makes toys", since="2"),
        Feature("count", "counts toys", default=True, since="2", fixed_since="3"),
        Feature("wind-up", "winds toys up", default=True, until="1"),
        Feature("lock", "locks toys"),
        Feature("spare", "has spare toys"),
        Feature("sealed", "restricts toys to those who are sealed in"),
    ),
    grants=(
        Grant(
            s3.ListBucket, _BUCKETS, ("play", "make"), "finds toys", (_CODE.at("toy.go", 1),), unless="count"
        ),
        Grant(s3.GetObject, _OBJECTS, ("play",), "takes a toy", (_CODE.at("toy.go", 2, 3), vendor(_AWS))),
        Grant(s3.GetObject, _OBJECTS, ("make",), "looks at a toy", (vendor(_AWS),), until="2"),
        Grant(s3.PutObject, _NEW_OBJECTS, ("make",), "puts a toy in", (_CODE.at("toy.go", 4),)),
        Grant(iam.PassRole, _PASS, ("make",), "hands a role to a toy", (inferred(_AWS),)),
        Grant(
            s3.ListBucket,
            _EVERY_BUCKET,
            ("count",),
            "counts the toys of every bucket",
            (_CODE.at("toy.go", 5),),
            since="2",
        ),
        Grant(
            s3.ListAllMyBuckets,
            _EVERY_BUCKET,
            ("count",),
            "counts buckets",
            (_CODE.at("toy.go", 5),),
            since="2",
        ),
        Grant(
            awslambda.InvokeFunction, _FUNCTIONS, ("wind-up",), "winds up", (_CODE.at("up.go", 6),), until="1"
        ),
        Grant(kms.Decrypt, _KEY, ("lock",), "unlocks a toy", (_CODE.at("toy.go", 7),)),
        Grant(s3.GetBucketLocation, _BUCKETS, ("play",), "finds the house of toys", (_CODE.at("toy.go", 8),)),
    ),
    pages=(
        Page(
            _DOCS.at("old.md", confidence="documented"),
            (PageStatement("Toys", (Action("s3", "*"), Action("toys", "*")), ("*",)),),
            until="2",
            warnings=("toys is no service", "every bucket is meant"),
        ),
        Page(
            _DOCS.at("new.md", 9, confidence="documented"),
            (
                PageStatement("Toys", (s3.GetObject, s3.PutObject), ("arn:{partition}:s3:::{bucket}/*",)),
                PageStatement(
                    "PassRole",
                    (iam.PassRole,),
                    ("{role}",),
                    (GrantCondition("StringLike", "iam:PassedToService", ("lambda.amazonaws.com",)),),
                ),
            ),
            since="3",
        ),
    ),
    repositories=(_CODE, _DOCS),
    notes=("Nobody makes these toys.",),
    read=Release("3.1", "2026-02-28"),
)

OTHER = Target(
    name="toy-other",
    title="games",
    deployer="gamemaker",
    versions=("1.0", "1.1"),
    identities=("ecs-task-role", "existing"),
    identity_name="toy-other",
    policy_name="GamePolicy",
    parameters=(
        Parameter("bucket", "buckets with games", syntax.SEGMENT, "*"),
        Parameter("board", "boards that games are played on", syntax.SEGMENT, "*"),
    ),
    features=(Feature("play", "plays games", default=True), Feature("cheat", "sees what is hidden")),
    grants=(
        Grant(
            s3.GetObject,
            Scope("Games", ("arn:{partition}:s3:::{bucket}/{board}",)),
            ("play",),
            "reads a game",
            (_CODE.at("game.go", 1),),
        ),
        Grant(
            s3.GetObjectVersion,
            Scope("Hidden", ("arn:{partition}:s3:::{bucket}/*",)),
            ("cheat",),
            "reads what was",
            (_CODE.at("game.go", 2),),
        ),
    ),
    pages=(),
    repositories=(_CODE,),
)

TARGETS = {target.name: target for target in (TOY, OTHER)}


def load(name):
    """A toy target by its name: what ``bind`` takes in place of the catalogue."""
    return TARGETS[name]
