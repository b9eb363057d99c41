"""What one identity may do after every call, as moto has it: nothing that stays may be missing in between."""

import json

from moto.backends import get_backend


class Watch:
    """Notes the permissions of the role ``name`` after each call that ``server`` answers."""

    def __init__(self, server, account, name):
        self._backend = get_backend("iam")[account.number][account.partition]
        self.name = name
        self.seen = []
        server.after = self._look

    def now(self):
        """The permissions: action, resource and conditions; None where there is no such role."""
        roles = [role for role in list(self._backend.roles.values()) if role.name == self.name]
        if not roles:
            return None
        documents = [
            version.document
            for policy in list(roles[0].managed_policies.values())
            for version in policy.versions
            if version.is_default
        ]
        documents += list(roles[0].policies.values())
        return frozenset(one for document in documents for one in _permissions(document))

    def _look(self, call):
        held = self.now()
        if not self.seen or self.seen[-1][1] != held:
            self.seen.append((call, held))

    def step(self, act):
        """Whether ``act`` left the role without what stays: (call, permissions); and whether it was gone."""
        before = self.now()
        self.seen.clear()
        act()
        after = self.now()
        stays = before & after if before is not None and after is not None else frozenset()
        gone = any(held is None for _, held in self.seen)
        return [(call, stays - held) for call, held in self.seen if held is not None and stays - held], gone


def _permissions(document):
    plain = json.loads(document) if isinstance(document, str) else document
    for statement in plain["Statement"]:
        conditions = json.dumps(statement.get("Condition", {}), sort_keys=True)
        for action in _list(statement["Action"]):
            for resource in _list(statement["Resource"]):
                yield action, resource, conditions


def _list(value):
    return value if isinstance(value, list) else [value]
