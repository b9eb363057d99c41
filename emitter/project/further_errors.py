"""What else is wrong in a request, so that all of it is reported together and not one thing a run."""

from collections.abc import Sequence

from ..compiler.request import Choice, DeploymentRequest, IdentityChoice
from ..errors import EmitError, RequestError
from .generate import generate


def all_errors(request: DeploymentRequest, first: RequestError) -> Sequence[RequestError]:
    """Return ``first``, an error of ``request``, and each that shows once what it is about is left out.

    That something is required may follow from leaving it out, and ends the search; so does what cannot be
    left out alone, as a version.
    """
    errors, left_out = [first], {_place(first)}
    while (rest := _without(request, errors[-1])) != request:
        request = rest
        try:
            generate(request, {})
        except RequestError as error:
            if _place(error) in left_out or (_is_missing(request, error) and _has_identity(left_out)):
                break
            errors.append(error)
            left_out.add(_place(error))
        except EmitError:
            break
        else:
            break
    return errors


def _place(error: RequestError) -> tuple[str | None, str]:
    return error.target, error.where


def _is_missing(request: DeploymentRequest, error: RequestError) -> bool:
    """Return whether ``error`` is about a setting of the identity that is not given."""
    head, _, key = error.where.partition(".")
    return head == "identity" and key not in request.identity.settings


def _has_identity(places: set[tuple[str | None, str]]) -> bool:
    return any(where.startswith("identity.") for _, where in places)


def _without(request: DeploymentRequest, error: RequestError) -> DeploymentRequest:
    """Return ``request`` without what ``error`` is about, when that can be left out."""
    head, _, key = error.where.partition(".")
    if head in ("identity", "tags"):
        return request._replace(identity=_without_setting(request.identity, head, key))
    choices = (
        _without_value(one, head, key) if error.target in (None, one.target) else one
        for one in request.choices
    )
    return request._replace(choices=tuple(choices))


def _without_setting(identity: IdentityChoice, head: str, key: str) -> IdentityChoice:
    if head == "tags":
        return identity._replace(
            tags={name: one for name, one in identity.tags.items() if key and name != key}
        )
    settings = {name: one for name, one in identity.settings.items() if name != key}
    return identity._replace(settings=settings)


def _without_value(choice: Choice, head: str, key: str) -> Choice:
    if head == "policy_name":
        return choice._replace(policy_name=None)
    if head != "values":
        return choice
    return choice._replace(values={name: one for name, one in choice.values.items() if name != key})
