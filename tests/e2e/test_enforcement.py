"""``emit can`` says what moto does when it enforces IAM: a role assumed, a deployer's calls made with boto3.

A deployer is allowed each call of a feature that is on, and denied the rest: calls of features that are
off, calls on what is another's, calls of no feature.

What moto cannot do, and is done here for it:

- It does not work out which resource most services judge a call on. The table of calls says it.
- It takes a statement with a condition for a denial where it does not know the key, which is each key here.
  So the role gets what emit writes without conditions, and ``emit can`` judges both that and, with the
  context of the call, the whole.

What moto cannot do, and is not tested here: it judges one action a call, so neither ``iam:PassRole`` nor
``ecs:TagResource`` of what is made with tags; it lets CloudFormation do what its caller may not; and it has
no call for ECS Exec or the deployments of a service.
"""

import json
import re
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from botocore.exceptions import ClientError
from moto.core.authorization import enable_iam_authentication
from moto.iam.access_control import IAMRequestBase

from emitter import Options, emit
from emitter.catalogue.targets import load_target
from emitter.evaluate import AccessRequest, compile_policies
from emitter.reading.files import read_text
from tests.e2e import calls
from tests.e2e.calls import ecspresso, execution_role, piped, ufo
from tests.e2e.server import Account

_PLACE = {"partition": ("aws",), "account": (calls.ACCOUNT,), "region": (calls.REGION,)}
_ECS = {
    "cluster": (calls.CLUSTER,),
    "service": (piped.SERVICE,),
    "task_role": (piped.TASK_ROLE,),
    "execution_role": (piped.EXECUTION_ROLE,),
}
_LAMBDA = {"function": (piped.FUNCTION,), "function_role": (piped.FUNCTION_ROLE,)}
_UFO = {"cluster": (calls.CLUSTER,), "stack": (ufo.STACK,)}
_ECSPRESSO = {
    "cluster": (calls.CLUSTER,),
    "service": (ecspresso.SERVICE,),
    "family": (ecspresso.FAMILY,),
    "task_role": (ecspresso.TASK_ROLE,),
    "execution_role": (ecspresso.EXECUTION_ROLE,),
}
_FILES = {
    "ssm_parameter": (ecspresso.PARAMETER,),
    "named_secret": (ecspresso.SECRET,),
    "tfstate_bucket": (ecspresso.BUCKET,),
    "stack": (ecspresso.STACK,),
}
_SECRET = {"config_secret": (execution_role.SECRET,)}
_NO_LOOKING = {"Sid": "NoLooking", "Effect": "Deny", "NotAction": ["ecs:*", "lambda:*"], "Resource": "*"}
_NO_SETS = {
    "Sid": "NoSets",
    "Effect": "Deny",
    "Action": ["ecs:*TaskSet", "lambda:Update*"],
    "Resource": ["*"],
}


class Case(NamedTuple):
    """``target`` with ``values`` and its features, less ``without``, and a policy of ``denials`` more."""

    target: str
    values: dict
    features: tuple = ()
    without: tuple = ()
    denials: tuple = ()


class Deployer(NamedTuple):
    """What a target calls: by feature, and what is never its own; ``prepare`` makes an account for it."""

    features: dict
    elsewhere: tuple
    prepare: object


DEPLOYERS = {
    "piped-ecs": Deployer(piped.ECS, piped.ECS_ELSEWHERE + piped.NEVER, piped.prepare),
    "piped-lambda": Deployer(piped.LAMBDA, piped.LAMBDA_ELSEWHERE + piped.NEVER, piped.prepare),
    "pipedv1-ecs": Deployer(piped.ECS_V1, piped.ECS_ELSEWHERE + piped.NEVER, piped.prepare),
    "ufo": Deployer(ufo.FEATURES, ufo.ELSEWHERE, ufo.prepare),
    "ecspresso": Deployer(ecspresso.FEATURES, ecspresso.ELSEWHERE, ecspresso.prepare),
    "piped-execution-role": Deployer(
        execution_role.FEATURES, execution_role.ELSEWHERE, execution_role.prepare
    ),
}
CASES = {
    "ecs, as it comes": Case("piped-ecs", _ECS),
    "ecs, services and their live state alone": Case(
        "piped-ecs", _ECS, without=("canary", "standalone-task", "traffic-routing")
    ),
    "ecs, with denials": Case("piped-ecs", _ECS, denials=(_NO_LOOKING, _NO_SETS)),
    "lambda, as it comes": Case("piped-lambda", _LAMBDA),
    "lambda, no sync": Case("piped-lambda", {}, without=("sync",)),
    "lambda, with denials": Case("piped-lambda", _LAMBDA, denials=(_NO_SETS,)),
    "ecs plugin, as it comes": Case("pipedv1-ecs", _ECS),
    "ecs plugin, live state and a secret": Case(
        "pipedv1-ecs",
        {"cluster": (calls.CLUSTER,), "service": (piped.SERVICE,), "config_secret": (piped.SECRET,)},
        ("config-from-secret",),
        ("service", "canary", "standalone-task", "traffic-routing"),
    ),
    "ufo, as it comes": Case("ufo", _UFO),
    "ufo, roles made beforehand, no balancer": Case(
        "ufo",
        {
            **_UFO,
            "hosted_zone": ("Z1",),
            "cleaned_repository": ("web",),
        },
        ("dns", "ecr-clean"),
        ("roles", "autoscaling", "scale", "load-balancer"),
    ),
    "ecspresso, as it comes": Case("ecspresso", _ECSPRESSO),
    "ecspresso, no way to delete, and plugins": Case(
        "ecspresso",
        {**_ECSPRESSO, **_FILES},
        ("ssm", "secretsmanager", "cloudformation", "tfstate-s3"),
        ("delete", "rollback", "deregister", "deregister-delete", "codedeploy"),
    ),
    "execution role, as it comes": Case(
        "piped-execution-role", {**_SECRET, "log_group": (execution_role.LOG_GROUP,)}
    ),
    "execution role, a private image and a parameter": Case(
        "piped-execution-role",
        {
            "config_parameter": (execution_role.PARAMETER,),
            "log_group": (execution_role.LOG_GROUP,),
            "repository": (execution_role.REPOSITORY,),
        },
        ("config-from-parameter", "log-group", "private-image"),
        ("config-from-secret",),
    ),
}


def policies(case):
    """What emit writes for ``case``: its policy documents by name."""
    options = Options(features=case.features, without=case.without, values=_PLACE | case.values)
    document = json.loads(emit(case.target, "policy", options=options).text)
    return {"policy": document} if "Statement" in document else document


def bare(document):
    """``document`` without its conditions."""
    kept = [{k: v for k, v in s.items() if k != "Condition"} for s in document["Statement"]]
    return {**document, "Statement": kept}


def compiled(documents):
    texts = [json.dumps(document) for document in documents.values()]
    return compile_policies([d for text in texts for d in read_text(text, "policy.json").documents])


def assumed(account, documents):
    """The account, as who assumed a role with the policies ``documents``."""
    iam = account.client("iam")
    iam.create_role(RoleName="deployer", AssumeRolePolicyDocument=json.dumps(calls.TRUST))
    for name, document in documents.items():
        iam.put_role_policy(RoleName="deployer", PolicyName=name, PolicyDocument=json.dumps(document))
    given = account.client("sts").assume_role(RoleArn=calls.role("deployer"), RoleSessionName="deploy")
    given = given["Credentials"]
    keys = {
        "AWS_ACCESS_KEY_ID": given["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": given["SecretAccessKey"],
        "AWS_SESSION_TOKEN": given["SessionToken"],
    }
    return Account(*account[:-1], {**account.variables, **keys})


def filled(value, held):
    """``value`` with names in braces as earlier answers had them."""
    if isinstance(value, str):
        name = re.fullmatch(r"\{(\w+)\}", value)
        return held[name[1]] if name else value
    if isinstance(value, dict):
        return {key: filled(inner, held) for key, inner in value.items()}
    return [filled(inner, held) for inner in value] if isinstance(value, list) else value


@contextmanager
def judged_on(resource):
    """While this lasts, moto judges a call on ``resource``, whatever it makes of the request itself."""
    own = IAMRequestBase.check_action_permitted
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(IAMRequestBase, "check_action_permitted", lambda request, _: own(request, resource))
        with enable_iam_authentication():
            yield


class Caller:
    """An account with one client for each service."""

    def __init__(self, account):
        self._account, self._clients = account, {}

    def make(self, call, held):
        """Whether moto allows ``call``; what the answer has for later calls goes into ``held``."""
        if call.client not in self._clients:
            self._clients[call.client] = self._account.client(call.client)
        try:
            answer = getattr(self._clients[call.client], call.operation)(**filled(call.arguments, held))
        except ClientError as error:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            # Amazon Route 53's has the code where botocore does not look for it.
            if status == 403 and "AccessDenied" in str(error.response):
                return False
            raise
        for step in call.path:
            answer = answer[step]
        if call.keep:
            held[call.keep] = answer
        return True


@pytest.mark.parametrize("case", CASES)
def test_the_verdict_is_what_moto_enforces(case, server, monkeypatch):
    # moto signs what it made of a path, and not the path; nobody tampers here.
    monkeypatch.setattr(IAMRequestBase, "check_signature", lambda request: None)
    case = CASES[case]
    deployer = DEPLOYERS[case.target]
    written = policies(case)
    if case.denials:
        written["denials"] = {"Version": "2012-10-17", "Statement": [*case.denials]}
    for_moto = {name: bare(document) for name, document in written.items()}
    blind, seeing = compiled(for_moto), compiled(written)
    account = server.account(calls.ACCOUNT, calls.REGION)
    held = deployer.prepare(account)
    administrator, role = Caller(account), Caller(assumed(account, for_moto))
    on = {feature.name for feature in load_target(case.target).features if feature.default}
    on = on.union(case.features) - set(case.without)
    asked = [call for sequence in deployer.features.values() for call in sequence]
    granted = [call for feature in deployer.features.keys() & on for call in deployer.features[feature]]
    verdicts = set()
    for call in (*asked, *deployer.elsewhere):
        resource = filled(call.resource, held)
        with judged_on(resource or "*"):
            allowed = role.make(call, held)
        said = blind.decide(AccessRequest(call.action, resource or "*", call.context))
        assert (said.verdict == "allowed") == allowed, (call, said)
        assert seeing.decide(AccessRequest(call.action, resource, call.context)).verdict == said.verdict, call
        if said.verdict != "explicitly-denied":
            assert allowed == (call in granted), call
        verdicts.add(said.verdict)
        if not allowed and call in asked:
            # What comes later needs what this would have made.
            administrator.make(call, held)
    assert verdicts == {"allowed", "implicitly-denied"} | ({"explicitly-denied"} if case.denials else set())
