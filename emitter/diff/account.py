"""What an account has, as the AWS CLI prints it, held against what a file makes in it."""

from collections.abc import Collection, Mapping

from .identities import IdentityKey
from .policies import Policies

# As reading calls the format of what the AWS CLI prints.
FORMAT = "aws cli"


def is_account(whole: Policies) -> bool:
    """Return whether ``whole`` is what an account has, of which a file makes a part."""
    return whole.format == FORMAT


def same_in_account(
    old: Policies, new: Policies, left: Collection[IdentityKey], right: Collection[IdentityKey]
) -> Mapping[IdentityKey, IdentityKey]:
    """Return identities of the account ``old`` with those of ``new`` that AWS calls by the same name.

    ``left`` and ``right`` are the identities of ``old`` and ``new``. Of two files, none are.
    """
    if not is_account(old) or is_account(new):
        return {}
    theirs = {(one.sort, name): one for one in right if (name := _name(new, one))}
    return {one: theirs[one.sort, one.name] for one in left if (one.sort, one.name) in theirs}


def are_named(whole: Policies, identities: Collection[IdentityKey]) -> bool:
    """Return whether ``whole`` gives each of ``identities`` its name in AWS."""
    return all(_name(whole, one) for one in identities)


def _name(whole: Policies, one: IdentityKey) -> str:
    """Return what AWS will call ``one``; empty where the deployment makes a name up."""
    named = next((made for made in whole.named if made.address == one.name), None)
    return (named.name.text or "") if named is not None and named.name is not None else ""
