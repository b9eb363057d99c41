"""A record of CloudTrail as a call.

Source: "CloudTrail record contents"
(https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ..aws.wildcards import matcher, parse
from ..evaluate.request import AccessRequest
from . import access_denied, parameter_events, request_context
from .access_denied import Denial
from .actions import FREE, actions, known
from .call import Asked, Call, Entry, Skipped, Then, Where
from .implied import PASSING, Made, implied, passed
from .parameters import tags, texts
from .passing import passed_to, tagging_action
from .resource import CallPlace, CallResource
from .resources import resources

# Events that no caller's policies are asked about.
_OF_AWS = {
    "AwsServiceEvent": "is an event of AWS itself",
    "AwsConsoleAction": "is an action of the console",
    "AwsConsoleSignIn": "is a sign-in",
    "AwsCloudTrailInsight": "is an insight",
    "AwsVpceEvents": "is an event of a VPC endpoint",
    "AwsAggregatedEvent": "is an aggregate of events",
}

# Callers whom no identity policy that is given here binds. Sources: "CloudTrail userIdentity element"
# (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html),
# "AWS account root user" (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html) and, for who is
# not signed in, "Amazon S3 CloudTrail events"
# (https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html).
_CALLERS = {
    "AWSService": "by a service of AWS",
    "AWSAccount": "from another account",
    "Root": "by the root user, whom no identity policy binds",
    "SAMLUser": "by a user of a SAML provider, who is no identity of IAM yet",
    "WebIdentityUser": "by a user of an OpenID Connect provider, who is no identity of IAM yet",
}
_ANONYMOUS = "ANONYMOUS_PRINCIPAL"

# The error codes of what is denied, without a "Client." before them; some have more after them. Sources: the
# common errors of each service's API reference
# (https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html,
# https://docs.aws.amazon.com/sns/latest/api/API_Publish.html) and "Error codes for the Amazon EC2 API"
# (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html).
_DENIED = ("AccessDenied", "AuthorizationError", "NotAuthorized", "UnauthorizedOperation")
_DRY_RUN = "DryRunOperation"


def is_record(item: Mapping[str, Any]) -> bool:
    """Return whether ``item`` is a record of CloudTrail."""
    return "eventSource" in item and "eventName" in item


def call(record: Mapping[str, Any], where: Where) -> Entry:
    """Return the call that ``record`` is of, with what AWS authorises beside it; or why there is none."""
    source, event = record["eventSource"], record["eventName"]
    if not isinstance(source, str) or not isinstance(event, str):
        return Skipped(where, "has an eventSource or eventName that is no text")
    kind = record.get("eventType")
    if isinstance(kind, str) and kind in _OF_AWS:
        return Skipped(where, f"{_OF_AWS[kind]}: {event[:80]} of {source[:80]}", broken=False)
    who = record.get("userIdentity")
    who = who if isinstance(who, dict) else {}
    unjudged = _unjudged(who)
    if unjudged:
        return Skipped(where, f"was called {unjudged}: {event[:80]} of {source[:80]}", broken=False)
    given = _given(record)
    asked, answered = texts(given), texts(record.get("responseElements"))
    place = _place(record, who)
    named = actions(source, event, "versionid" in asked, "servicenamespace" in asked)
    if FREE.issuperset(named.actions) and named.actions:
        return Skipped(where, f"is {named.called}, for which AWS asks no permission", broken=False)
    parts = parameter_events.parts(source, event, given, asked, place)
    if not parts and not named.actions:
        why = "IAM has no action of that name" if parts is None else "its record does not say what on"
        return Skipped(where, f"is {named.called[:160]}, and {why}", broken=False)
    sent, caller = tags(given), request_context.caller(record, place)
    how = Made(asked, answered, sent, place, caller)
    parts = parts or _parts(named.actions, event, _listed(record), how)
    denial = _denial(record)
    then = _then(record.get("errorCode"), denial)
    denial = denial if then == "denied" else None
    primary = parts[0].action
    if denial:
        parts = _as_denied(parts, denial)
    through = who.get("invokedBy")
    through = through if isinstance(through, str) else None
    of_caller = {**caller, **request_context.tagging(sent), **request_context.enclosing(source, event)}
    made: dict[tuple[str, str | None], Asked] = {}
    for action, (arn, partial) in parts:
        context = {**of_caller, **request_context.request(action, arn, asked, place, through)}
        if action == PASSING:
            context = passed(caller, passed_to(primary))
        tag, key = tagging_action(primary)
        if key and action == tag and denial:
            # A message names what AWS asks at a creation.
            context |= {key: (primary.partition(":")[2],)}
        made[action, arn] = Asked(AccessRequest(action, arn, context), partial)
    said = {part.action for part in parts}
    for one in implied(primary, how):
        # What a message names is known, and hangs on nothing.
        if not (one.depends and one.request.action in said):
            made.setdefault((one.request.action, one.request.resource), one)
    return Call(where, tuple(made.values()), request_context.caller_arns(who), then, denial, recorded=True)


def _given(record: Mapping[str, Any]) -> Any:
    """Return the parameters of the request; ``None`` when they are not recorded.

    CloudTrail leaves away what is too large, and says so. Source: "CloudTrail record contents", omitted.
    """
    given = record.get("requestParameters")
    if isinstance(given, dict) and given.get("omitted") is True:
        return None
    return given


def _denial(record: Mapping[str, Any]) -> Denial | None:
    """Return what AWS denied, as far as its message names an action that there is."""
    message = record.get("errorMessage")
    found = access_denied.parse(message) if isinstance(message, str) else None
    action = known(found.action) if found else None
    return found._replace(action=action) if found and action else None


def _as_denied(parts: tuple[parameter_events.Part, ...], denial: Denial) -> tuple[parameter_events.Part, ...]:
    """Return ``parts`` with what ``denial`` names; it says the whole resource where parameters do not."""
    named = denial.resource if denial.resource.startswith("arn:") else None
    own = [part for part in parts if part.action == denial.action]
    if own and named is None:
        return parts
    denied = parameter_events.Part(
        denial.action, CallResource(named or denial.resource or None, named is None)
    )
    rest = [part for part in parts if part.action != denial.action or not _may_be(part.resource, named)]
    return tuple(dict.fromkeys((denied, *rest)))


def _may_be(resource: CallResource, arn: str | None) -> bool:
    """Return whether ``resource`` may be ``arn``, as the record holds a part of it at most."""
    if resource.arn is None or arn is None:
        return resource.partial or resource.arn is None
    return resource.partial and bool(matcher(parse(resource.arn, variables=False))(arn))


def _parts(
    names: Iterable[str], event: str, listed: tuple[str, ...], how: Made
) -> tuple[parameter_events.Part, ...]:
    """Return what the actions ``names`` of ``event`` are on; ``listed`` are the ARNs that the
    record lists.
    """
    asked = how.asked
    beside = (
        tuple(parameter_events.beside(event, asked, how.place)) if event in parameter_events.COPIES else ()
    )
    if beside:
        # What is copied, the record may list too, and it is not what is written.
        copied = {part.resource.arn for part in beside}
        listed = tuple(arn for arn in listed if arn not in copied)
        asked = {key: several for key, several in asked.items() if key != parameter_events.COPIED}
    own = (
        parameter_events.Part(action, resource)
        for action in names
        for resource in resources(action, listed, asked, how.answered, how.place)
    )
    return (*own, *beside)


def _then(code: Any, denial: Denial | None) -> Then:
    """Return how a call ended, by its error code, or its message where a service has a code of its own."""
    if not isinstance(code, str):
        return ""
    code = code.removeprefix("Client.")
    if code == _DRY_RUN:
        return "dry run"
    return "denied" if denial is not None or code.startswith(_DENIED) else ""


def _unjudged(who: Mapping[str, Any]) -> str:
    """Return why the policies of an identity say nothing of a call by ``who``, as a phrase; empty when they
    do.
    """
    if _ANONYMOUS in (who.get("accountId"), who.get("principalId")):
        return "by nobody who is signed in"
    kind = who.get("type")
    return _CALLERS.get(kind, "") if isinstance(kind, str) else ""


def _place(record: Mapping[str, Any], who: Mapping[str, Any]) -> CallPlace:
    region, account = record.get("awsRegion"), record.get("recipientAccountId") or who.get("accountId")
    return CallPlace(region if isinstance(region, str) else "", account if isinstance(account, str) else "")


def _listed(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ARNs of the record's ``resources``."""
    given = record.get("resources")
    found = []
    for one in given if isinstance(given, list) else ():
        if isinstance(one, dict):
            arn = one.get("ARN") or one.get("arn")
            if isinstance(arn, str):
                found.append(arn)
    return tuple(found)
