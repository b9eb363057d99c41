"""What an environment fixes is a literal; what nobody fixes is left to the template, or takes its default."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emitter.aws.regions import DNS_SUFFIX, PARTITION_OF
from emitter.catalogue.patterns import Hole, holes, show
from emitter.compiler.bind import bind, locate
from emitter.compiler.request import Choice, DeploymentRequest, Environment, IdentityChoice
from emitter.errors import RequestError
from tests.support.toy import TOY, load

_ALL = ("make", "lock", "spare", "sealed")
_NEEDED = {"role": ("builder",), "key": ("abc",)}
_KINDS = st.sampled_from([("ecs-task-role", {}), ("group", {}), ("user", {}), ("existing", {"role": ("a",)})])


_NOWHERE = Environment()
_NOBODY = IdentityChoice()
_PROD = Environment("prod", "111122223333", "eu-west-1")


def _bound(where=_NOWHERE, values=(), *, features=_ALL, version="3", open=True, identity=_NOBODY):
    choice = Choice("toy", version, features=tuple(features), values=dict(values))
    return bind(DeploymentRequest((choice,), where, open, identity), load)


def _texts(deployment):
    identity = deployment.identity
    yield identity.name
    yield from filter(None, [identity.permissions_boundary])
    for statement in (*identity.trust, *(s for policy in deployment.policies for s in policy.statements)):
        yield from getattr(statement, "resources", ())
        yield from getattr(statement, "names", ())
        for condition in statement.conditions:
            yield from condition.values
    yield from (policy.name for policy in deployment.policies)


@given(
    _KINDS,
    st.sampled_from(sorted(PARTITION_OF)),
    st.sampled_from(TOY.versions),
    st.sets(st.sampled_from(["lock", "spare"])),
)
def test_with_an_environment_nothing_is_left_open(kind, region, version, features):
    deployment = _bound(
        Environment("prod", "111122223333", region),
        {"key": ("abc",)} if "lock" in features else {},
        features=sorted(features),
        version=version,
        open=False,
        identity=IdentityChoice(*kind),
    )
    assert deployment.parameters == ()
    assert [name for text in _texts(deployment) for name in holes(text)] == []
    shown = " ".join(map(show, _texts(deployment)))
    assert f"arn:{PARTITION_OF[region]}:s3:::" in shown
    if kind[0] == "ecs-task-role":
        assert f":ecs:{region}:111122223333:" in shown
    if "lock" in features:
        assert f"s3.{region}.{DNS_SUFFIX[PARTITION_OF[region]]}" in shown


def test_without_an_environment_each_value_is_a_parameter_with_the_default_of_the_target():
    deployment = _bound()
    asked = {parameter.title: parameter.default for parameter in deployment.parameters}
    assert asked == {
        "RoleName": "toy",
        "ToyPolicyName": "ToyPolicy",
        "ToyBucket": "*",
        "ToyFolder": "toys",
        "ToyRole": None,
        "ToyKey": None,
    }
    named = {name for text in _texts(deployment) for name in holes(text)}
    assert named == {*asked, "partition", "region", "account", "dns_suffix"}


def test_a_value_that_is_given_is_no_parameter():
    identity = IdentityChoice(None, {"name": ("anna",)})
    values = {"bucket": ("lego",), **_NEEDED}
    deployment = _bound(Environment(region="eu-west-1"), values, identity=identity)
    assert [parameter.title for parameter in deployment.parameters] == ["ToyFolder", "ToyPolicyName"]
    assert {name for text in _texts(deployment) for name in holes(text)} == {
        "ToyFolder",
        "ToyPolicyName",
        "account",
    }


def test_a_required_value_that_is_missing_is_asked_for_by_name():
    with pytest.raises(RequestError) as caught:
        _bound(_PROD, open=False)
    assert str(caught.value) == "values.role: required; give roles that functions are given, and key"
    assert caught.value.target == "toy"


def test_a_part_of_the_environment_that_is_not_fixed_is_a_pseudo_parameter_even_when_closed():
    deployment = _bound(Environment("prod", region="eu-west-1"), _NEEDED, open=False)
    assert {name for text in _texts(deployment) for name in holes(text)} == {"account"}


@pytest.mark.parametrize(
    ("name", "value", "resource"),
    [
        ("role", "builder", "arn:aws:iam::111122223333:role/builder"),
        ("role", "team/b*", "arn:aws:iam::111122223333:role/team/b*"),
        (
            "role",
            "arn:aws:iam::111122223333:role/team/builder",
            "arn:aws:iam::111122223333:role/team/builder",
        ),
        ("key", "abc", "arn:aws:kms:eu-west-1:111122223333:key/abc"),
        ("key", "arn:aws:kms:eu-west-1:111122223333:key/abc", "arn:aws:kms:eu-west-1:111122223333:key/abc"),
        ("folder", "/wood/", "arn:aws:s3:::*/wood//*"),
        ("bucket", "*", "arn:aws:s3:::*/toys/*"),
    ],
)
def test_a_value_stands_in_its_arn(name, value, resource):
    values = {**_NEEDED, name: (value,)}
    deployment = _bound(_PROD, values, open=False)
    assert resource in map(show, _texts(deployment))


@pytest.mark.parametrize(
    "value",
    [
        "arn:aws-cn:iam::111122223333:role/x",
        "arn:aws:iam::444455556666:role/x",
        "arn:aws:iam::111122223333:user/x",
        "arn:aws:iam:eu-west-1:111122223333:role/x",
        "arn:aws:iam::111122223333:role/",
        "arn:aws:iam::111122223333:role/x:y",
        "arn:aws:iam::111122223333:role/*",
        "arn:*",
        "*",
        "?*",
        "/",
    ],
)
def test_an_arn_that_does_not_fit_or_matches_everything_is_refused(value):
    with pytest.raises(RequestError) as caught:
        _bound(_PROD, {**_NEEDED, "role": (value,)}, open=False)
    assert caught.value.where == "values.role"


def test_every_value_makes_its_own_resource_once():
    deployment = _bound(_PROD, {**_NEEDED, "role": ("b", "a", "b")}, open=False)
    (statement,) = (s for policy in deployment.policies for s in policy.statements if s.sid == "PassRoles")
    assert [show(text) for text in statement.resources] == [
        f"arn:aws:iam::111122223333:role/{n}" for n in "ba"
    ]


def test_policy_variables_are_left_to_iam():
    variables = [p for text in _texts(_bound()) for p in text if isinstance(p, Hole) and p.kind == "variable"]
    assert {hole.name for hole in variables} == {"aws:username"}


def test_an_open_pod_identity_leaves_its_settings_to_the_template():
    pod = TOY._replace(identities=(*TOY.identities, "eks-pod-identity"))
    given = IdentityChoice("eks-pod-identity", {"namespace": ("tools",)})
    deployment = bind(DeploymentRequest((Choice("toy"),), identity=given), lambda _: pod)
    left = [parameter.title for parameter in deployment.parameters if parameter.group == "Identity"]
    assert left == ["IdentityCluster", "IdentityServiceAccount"]
    assert deployment.identity.settings == {
        "cluster": (Hole("parameter", "IdentityCluster"),),
        "namespace": ("tools",),
        "service_account": (Hole("parameter", "IdentityServiceAccount"),),
    }
    (trust,) = deployment.identity.trust
    (source,) = (c for c in trust.conditions if c.key == ("aws:SourceArn",))
    assert [show(text) for text in source.values] == [
        "arn:{partition}:eks:{region}:{account}:cluster/{IdentityCluster}"
    ]
    fixed = DeploymentRequest((Choice("toy", values=_NEEDED),), _PROD, open=False, identity=given)
    with pytest.raises(RequestError, match="required"):
        bind(fixed, lambda _: pod)


def test_an_open_issuer_begins_the_keys_of_the_trust_policy():
    pod = TOY._replace(identities=("eks-irsa",))
    deployment = bind(DeploymentRequest((Choice("toy"),), identity=IdentityChoice()), lambda _: pod)
    issuer = next(one for one in deployment.parameters if one.title == "IdentityIssuer")
    assert issuer.syntax.accepts("oidc.eks.eu-west-1.amazonaws.com/id/E1")
    assert not issuer.syntax.accepts("https://oidc.eks.eu-west-1.amazonaws.com/id/E1")
    (trust,) = deployment.identity.trust
    assert [show(c.key) for c in trust.conditions] == ["{IdentityIssuer}:sub", "{IdentityIssuer}:aud"]
    assert [show(name) for name in trust.names] == [
        "arn:{partition}:iam::{account}:oidc-provider/{IdentityIssuer}"
    ]


@pytest.mark.parametrize(
    ("subject", "operator"),
    [(None, "StringLike"), ("ref:refs/tags/*", "StringLike"), ("environment:prod", "StringEquals")],
)
def test_a_subject_that_may_have_a_wildcard_is_compared_as_a_pattern(subject, operator):
    workflow = TOY._replace(identities=("github-oidc",))
    settings = {"repository": ("example/web",)} | ({"subject": (subject,)} if subject else {})
    identity = IdentityChoice("github-oidc", settings)
    deployment = bind(DeploymentRequest((Choice("toy"),), identity=identity), lambda _: workflow)
    (trust,) = deployment.identity.trust
    (found,) = (c for c in trust.conditions if show(c.key).endswith(":sub"))
    assert found.operator == operator
    assert [show(text) for text in found.values] == [f"repo:example/web:{subject or '{IdentitySubject}'}"]


_REUSED = "octo/flows/.github/workflows/deploy.yml@refs/heads/main"


def _github(**settings):
    workflow = TOY._replace(identities=("github-oidc",))
    given = {name: (value,) for name, value in settings.items()} | {"subject": ("environment:prod",)}
    request = DeploymentRequest((Choice("toy"),), identity=IdentityChoice("github-oidc", given))
    return bind(request, lambda _: workflow).identity


@pytest.mark.parametrize(
    ("reused", "operator"),
    [(_REUSED, "StringEquals"), (_REUSED.replace("heads/main", "tags/v*"), "StringLike")],
)
def test_a_reusable_workflow_is_a_condition_of_its_own(reused, operator):
    (trust,) = _github(repository="octo/web", job_workflow_ref=reused).trust
    (found,) = (c for c in trust.conditions if show(c.key).endswith(":job_workflow_ref"))
    assert show(found.key) == "token.actions.githubusercontent.com:job_workflow_ref"
    assert (found.operator, [show(text) for text in found.values]) == (operator, [reused])
    assert len(trust.conditions) == 3
    (without,) = _github(repository="octo/web").trust
    assert [show(c.key).rpartition(":")[2] for c in without.conditions] == ["aud", "sub"]


@pytest.mark.parametrize("wrong", ["octo/flows/deploy.yml@refs/heads/main", "*", _REUSED.partition("@")[0]])
def test_what_names_no_reusable_workflow_is_refused(wrong):
    with pytest.raises(RequestError, match="reusable workflow"):
        _github(repository="octo/web", job_workflow_ref=wrong)


def test_a_subject_that_is_mutable_is_noted_beside_the_trust():
    assert "OWNER@ID/NAME@ID is immutable" in _github(repository="octo/web").why
    assert "immutable" not in _github(repository="octo@12/web@34").why


@pytest.mark.parametrize(
    ("kind", "given", "left"),
    [
        ("eks-irsa", {"issuer": ("https://example.com",)}, ["IdentityNamespace", "IdentityServiceAccount"]),
        ("account", {}, ["IdentityTrustedAccount", "IdentityExternalId"]),
        ("account", {"trusted_role": ("arn:aws:iam::111122223333:role/x",)}, ["IdentityExternalId"]),
    ],
)
def test_settings_of_an_identity_are_left_open(kind, given, left):
    target = TOY._replace(identities=(kind,))
    deployment = bind(
        DeploymentRequest((Choice("toy"),), identity=IdentityChoice(kind, given)), lambda _: target
    )
    assert [p.title for p in deployment.parameters if p.group == "Identity"] == left


def test_several_targets_have_parameters_of_their_own():
    deployment = bind(DeploymentRequest((Choice("toy"), Choice("toy-other"))), load)
    titles = [parameter.title for parameter in deployment.parameters]
    toy, other = ("ToyBucket", "ToyFolder", "ToyPolicyName"), ("ToyOtherBucket", "ToyOtherBoard")
    assert titles == ["RoleName", *toy, *other, "ToyOtherPolicyName"]
    assert [policy.title for policy in deployment.policies] == ["ToyPolicy", "ToyOtherPolicy"]
    assert deployment.identity.kind.name == TOY.identities[0]


def test_a_region_that_is_newer_than_the_table_works_with_its_partition():
    where = locate(Environment("prod", region="eu-west-9", partition="aws"))
    assert where["region"] == ("eu-west-9",)
    assert where["dns_suffix"] == ("amazonaws.com",)
    deployment = _bound(
        Environment("prod", region="eu-west-9", partition="aws"), _NEEDED | {"region": ("eu-west-8",)}
    )
    assert "s3.eu-west-8.amazonaws.com" in str(deployment.policies)


@pytest.mark.parametrize(
    ("region", "partition", "where"),
    [
        ("eu-west-9", None, "region"),
        ("eu-west", "aws", "region"),
        ("cn-north-1", "aws", "partition"),
        ("eu-west-9", "aws-x", "partition"),
    ],
)
def test_a_region_whose_partition_is_not_known_is_refused(region, partition, where):
    with pytest.raises(RequestError) as caught:
        locate(Environment("prod", region=region, partition=partition))
    assert caught.value.where == where


@pytest.mark.parametrize("partition", [None, "aws"])
def test_another_region_is_taken_for_a_new_one_only_where_the_partition_is_given(partition):
    environment = Environment("prod", region="eu-west-1", partition=partition)
    if partition:
        _bound(environment, _NEEDED | {"region": ("eu-west-8",)})
        return
    with pytest.raises(RequestError, match="unknown region 'eu-west-8'") as caught:
        _bound(environment, _NEEDED | {"region": ("eu-west-8",)})
    assert caught.value.where == "values.region"


@pytest.mark.parametrize("key", ["values.bucket", "identity.path"])
def test_an_empty_list_of_values_is_an_error(key):
    head, _, name = key.partition(".")
    values = _NEEDED | ({name: ()} if head == "values" else {})
    identity = IdentityChoice(settings={name: ()} if head == "identity" else {})
    with pytest.raises(RequestError, match="is an empty list") as caught:
        _bound(Environment(), values, identity=identity)
    assert caught.value.where == key


def test_the_default_identity_that_another_target_lacks_is_named_with_the_kinds_that_all_support():
    choices = (Choice("toy"), Choice("toy-other"))
    grouped = TOY._replace(identities=("group", *TOY.identities))

    with pytest.raises(RequestError) as raised:
        bind(
            DeploymentRequest(choices, _PROD, False, _NOBODY),
            lambda name: grouped if name == "toy" else load(name),
        )

    assert "'group', the default of toy" in str(raised.value)
    assert "available: ecs-task-role, existing" in str(raised.value)


def test_a_name_can_hold_the_region_and_account_of_the_deployment():
    identity = IdentityChoice(settings={"name": ("{region}-toy",)})
    choice = Choice("toy", features=("make", "lock"), values=_NEEDED, policy_name="toy-{account}")

    def names(place):
        bound = bind(DeploymentRequest((choice,), place, open=False, identity=identity), load)
        return show(bound.identity.name), show(bound.policies[0].name)

    assert names(Environment("prod")) == ("{region}-toy", "toy-{account}")
    assert names(_PROD) == (f"{_PROD.region}-toy", f"toy-{_PROD.account}")
    long = identity._replace(settings={"name": ("{region}" + "x" * 51,)})
    with pytest.raises(RequestError, match=r"identity\.name: .* is not valid; a role name is 1 to 64"):
        bind(DeploymentRequest((choice,), Environment("prod"), open=False, identity=long), load)
