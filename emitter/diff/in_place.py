"""What else changes for an identity where the new file is deployed over the old: members, names and paths."""

from collections.abc import Iterator

from ..aws.replacements import replaces
from ..reading.attachments import Named
from ..reading.values import Value
from .change import Change, Sort
from .identities import IdentityKey
from .policies import Policies

_NO_PATH = "/"


def moved(old: Policies, new: Policies, identity: IdentityKey) -> Iterator[Change]:
    """Yield another name or path of what has one address in both: ``identity``, and its managed policies.

    It is replaced where AWS cannot change that, else moved. What either file leaves open is not compared.
    """
    yield from _compared(_made(old, identity.name), _made(new, identity.name))
    theirs = {one.name for one in new.documents if one.holder == identity.name}
    for document in dict.fromkeys(one.name for one in old.documents if one.holder == identity.name):
        if document in theirs:
            yield from _compared(_made(old, document), _made(new, document))


def joined(
    old: Policies, new: Policies, before: IdentityKey | None, after: IdentityKey | None
) -> Iterator[Change]:
    """Yield who joins the group, and gets its policies, and who leaves it."""
    was, now = _members(old, before), _members(new, after)
    for user in sorted(now - was):
        yield Change("added", "member", "Allow", (), (), (user,))
    for user in sorted(was - now):
        yield Change("removed", "member", "Allow", (), (user,), ())


def is_kept(whole: Policies, identity: IdentityKey) -> bool:
    """Return whether ``whole`` makes ``identity`` still, though it has no policy there."""
    return _made(whole, identity.name) is not None


def _members(whole: Policies, group: IdentityKey | None) -> set[str]:
    if group is None:
        return set()
    return {_name(whole, one.user) for one in whole.members if one.group == group.name}


def _name(whole: Policies, address: str) -> str:
    """Return what AWS calls the user at ``address``, where the file says so; it may be the name itself."""
    made = _made(whole, address)
    return made.name.shown if made is not None and made.name is not None else address


def _made(whole: Policies, address: str) -> Named | None:
    return next((one for one in whole.named if one.address == address), None)


def _compared(old: Named | None, new: Named | None) -> Iterator[Change]:
    if old is None or new is None or old.kind != new.kind:
        return
    names, paths = (_known(old.name), _known(new.name)), (_path(old.path), _path(new.path))
    for attribute, (before, after) in (("name", names), ("path", paths)):
        if before and after and before != after:
            sort: Sort = "replaced" if replaces(old.kind, attribute) else "moved"
            what = f"{attribute} of the {old.kind}"
            kept = _kept(old, new) if sort == "replaced" else ""
            yield Change(sort, "place", "", (), (before,), (after,), parameter=what, kept=kept)


def _kept(old: Named, new: Named) -> str:
    """Return the name of both, under which the engine of ``new`` replaces nothing, if that is so."""
    if not new.makes_first or old.name is None or new.name is None:
        return ""
    return new.name.shown if old.name.shown == new.name.shown else ""


def _known(value: Value | None) -> str:
    return (value.text or "") if value is not None else ""


def _path(value: Value | None) -> str:
    return _NO_PATH if value is None else value.text or ""
