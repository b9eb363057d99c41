"""``emit can`` says what moto does when it enforces IAM: a role assumed, piped's calls made with boto3.

moto judges actions only: to it a statement on a named resource, or with a condition, never allows. So the
role gets the statements that emit writes, each on ``*`` and without its conditions; ``emit can`` judges
those, and, with the resource and the context of the call, what emit really writes.
"""

import json

import pytest
from botocore.exceptions import ClientError
from moto.core.authorization import enable_iam_authentication
from moto.iam.access_control import IAMRequestBase

from emitter import Options, emit
from emitter.evaluate import AccessRequest, compile_policies
from emitter.reading.files import read_text
from tests.e2e import calls
from tests.e2e.server import Account

_TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
}
_PLACE = {"account": (calls.ACCOUNT,), "region": (calls.REGION,)}
_ECS = {
    "cluster": (calls.CLUSTER,),
    "service": (calls.SERVICE,),
    "task_role": (calls.TASK_ROLE,),
    "execution_role": (calls.EXECUTION_ROLE,),
}
_LAMBDA = {"function": (calls.FUNCTION,), "function_role": (calls.FUNCTION_ROLE,)}
_NO_LOOKING = {"Sid": "NoLooking", "Effect": "Deny", "NotAction": ["ecs:*", "lambda:*"], "Resource": "*"}
_NO_SETS = {
    "Sid": "NoSets",
    "Effect": "Deny",
    "Action": ["ecs:*TaskSet", "lambda:Update*"],
    "Resource": ["*"],
}

CASES = {
    "ecs, all it does": ("piped-ecs", calls.ECS, tuple(calls.ECS), (), ()),
    "ecs, as it comes": ("piped-ecs", calls.ECS, (), (), ()),
    "ecs, a standalone task": ("piped-ecs", calls.ECS, ("standalone-task",), (), ()),
    "ecs, with denials": ("piped-ecs", calls.ECS, tuple(calls.ECS), (), (_NO_LOOKING, _NO_SETS)),
    "lambda, as it comes": ("piped-lambda", calls.LAMBDA, (), (), ()),
    "lambda, no sync": ("piped-lambda", calls.LAMBDA, (), ("sync",), ()),
    "lambda, with denials": ("piped-lambda", calls.LAMBDA, (), (), (_NO_SETS,)),
}


def policy(name, features, without):
    """What emit writes for the target ``name``: its plain policy document."""
    values = _PLACE | (_ECS if name == "piped-ecs" else {} if without else _LAMBDA)
    options = Options(features=features, without=without, values=values)
    return json.loads(emit(name, "policy", options=options).text)


def bare(document, denials):
    """``document`` as moto can judge it, with ``denials``."""
    allowed = [
        {k: s[k] for k in ("Sid", "Effect", "Action")} | {"Resource": "*"} for s in document["Statement"]
    ]
    return {"Version": "2012-10-17", "Statement": [*allowed, *denials]}


def compiled(document):
    return compile_policies(read_text(json.dumps(document), "policy.json").documents)


def prepare(server):
    """An account with a cluster and a load balancer; what of it later calls name."""
    account = server.account(calls.ACCOUNT, calls.REGION)
    iam, ec2, elb = (account.client(name) for name in ("iam", "ec2", "elbv2"))
    account.client("ecs").create_cluster(clusterName=calls.CLUSTER)
    for role in (calls.TASK_ROLE, calls.EXECUTION_ROLE, calls.FUNCTION_ROLE):
        iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(_TRUST))
    subnets = [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"]][:2]
    balancer = elb.create_load_balancer(Name="web", Subnets=subnets)["LoadBalancers"][0]
    group = elb.create_target_group(Name="web", Protocol="HTTP", Port=80, VpcId=balancer["VpcId"])
    group = group["TargetGroups"][0]["TargetGroupArn"]
    forward = [{"Type": "forward", "TargetGroupArn": group}]
    listener = elb.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80, DefaultActions=forward
    )["Listeners"][0]["ListenerArn"]
    conditions = [{"Field": "path-pattern", "Values": ["/a"]}]
    rule = elb.create_rule(ListenerArn=listener, Priority=1, Conditions=conditions, Actions=forward)
    return account, {
        "subnet": subnets[0],
        "group": group,
        "listener": listener,
        "rule": rule["Rules"][0]["RuleArn"],
    }


def assumed(account, document):
    """The account, as who assumed a role with the policy ``document``."""
    iam = account.client("iam")
    iam.create_role(RoleName="piped", AssumeRolePolicyDocument=json.dumps(_TRUST))
    iam.put_role_policy(RoleName="piped", PolicyName="piped", PolicyDocument=json.dumps(document))
    role = f"arn:aws:iam::{account.number}:role/piped"
    given = account.client("sts").assume_role(RoleArn=role, RoleSessionName="piped")["Credentials"]
    keys = {
        "AWS_ACCESS_KEY_ID": given["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": given["SecretAccessKey"],
        "AWS_SESSION_TOKEN": given["SessionToken"],
    }
    return Account(*account[:-1], {**account.variables, **keys})


def filled(value, held):
    """``value`` with names in braces as earlier answers had them."""
    if isinstance(value, str):
        return value.format(**held) if value.startswith("{") else value
    if isinstance(value, dict):
        return {key: filled(inner, held) for key, inner in value.items()}
    return [filled(inner, held) for inner in value] if isinstance(value, list) else value


def made(call, account, held):
    """Whether moto lets ``account`` make ``call``; what the answer has for later calls goes into ``held``."""
    try:
        answer = getattr(account.client(call.client), call.operation)(**filled(call.arguments, held))
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 403 and "AccessDenied" in str(error):
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
    target, sequences, features, without, denials = CASES[case]
    document = policy(target, features, without)
    for_moto = bare(document, denials)
    blind, seeing = (
        compiled(for_moto),
        compiled({**document, "Statement": [*document["Statement"], *denials]}),
    )
    account, held = prepare(server)
    administrator, piped = account, assumed(account, for_moto)
    verdicts = set()
    asked = [call for sequence in sequences.values() for call in sequence]
    for call in (*asked, *calls.OTHERS):
        with enable_iam_authentication():
            allowed = made(call, piped, held)
        resource = filled(call.resource, held)
        said = blind.decide(AccessRequest(call.action, resource or "*", call.context))
        assert (said.verdict == "allowed") == allowed, (call, said)
        assert seeing.decide(AccessRequest(call.action, resource, call.context)).verdict == said.verdict, call
        verdicts.add(said.verdict)
        if not allowed and call in asked:
            # What comes later needs what this would have made.
            made(call, administrator, held)
    assert verdicts == {"allowed", "implicitly-denied"} | ({"explicitly-denied"} if denials else set())
