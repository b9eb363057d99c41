"""Reads Terraform JSON back: templates, escapes and references as Terraform itself takes them."""

import json
import re

from emitter.catalogue.patterns import Hole, join
from tests.support.said import Line, Said, policy_text

_PSEUDO = {
    ("aws_partition", "partition"): "partition",
    ("aws_partition", "dns_suffix"): "dns_suffix",
    ("aws_region", "id"): "region",
    ("aws_caller_identity", "account_id"): "account",
}
# What a Terraform template consists of; anything else stands for itself.
_TOKEN = re.compile(r"\$\$\{|%%\{|\$\{(?P<expression>[^}]*)\}|(?P<directive>%\{)")
_POLICY_VARIABLE = re.compile(r"&\{([^}]*)\}")


def read(text, parameters=()):
    """What the module file ``text`` says; ``parameters`` are the titles that its variables stand for."""
    file = json.loads(text)
    titles = {title.lower(): title for title in parameters}
    return Reader(file, titles).said()


class Reader:
    def __init__(self, file, titles):
        self.resources = file["resource"]
        self.data = file.get("data", {})
        self.variables = file.get("variable", {})
        self.titles = titles

    def said(self):
        kind, label, holder = self._holder()
        name = f"{kind}.{label}.name"
        attachments = {
            "aws_iam_role": ("aws_iam_role_policy_attachment", "role"),
            "aws_iam_group": ("aws_iam_group_policy_attachment", "group"),
            "aws_iam_user": ("aws_iam_user_policy_attachment", "user"),
        }
        policies = self.resources["aws_iam_policy"]
        type_, argument = attachments[kind]
        attached = self.resources[type_].values()
        assert {a[argument] for a in attached} == {f"${{{name}}}"}
        assert {a["policy_arn"] for a in attached} == {f"${{aws_iam_policy.{p}.arn}}" for p in policies}
        people = self.resources.get("aws_iam_user_group_membership", {}).values()
        assert all(m["groups"] == [f"${{{name}}}"] for m in people)
        created = {
            f"${{aws_iam_user.{u}.name}}": b["name"]
            for u, b in self.resources.get("aws_iam_user", {}).items()
        }
        return Said(
            name=self.argument(holder["name"]),
            statements=tuple(line for p in policies.values() for line in self.document(p["policy"])),
            trust=self.document(holder["assume_role_policy"]) if "assume_role_policy" in holder else (),
            path=self.plain(holder.get("path")),
            description=self.plain(holder.get("description")),
            boundary=self.argument(holder["permissions_boundary"])
            if "permissions_boundary" in holder
            else None,
            duration=holder.get("max_session_duration"),
            tags=frozenset((self.plain(k), self.plain(v)) for k, v in holder.get("tags", {}).items()),
            users=frozenset(self.plain(created[m["user"]]) for m in people if m["user"] in created),
            members=frozenset(self.plain(m["user"]) for m in people if m["user"] not in created),
        )

    def _holder(self):
        for kind in ("aws_iam_role", "aws_iam_group", "aws_iam_user"):
            for label, body in self.resources.get(kind, {}).items():
                return kind, label, body
        raise AssertionError("no identity")

    def document(self, reference):
        label = re.fullmatch(r"\$\{data\.aws_iam_policy_document\.(\w+)\.json\}", reference)[1]
        return tuple(map(self._line, self.data["aws_iam_policy_document"][label]["statement"]))

    def _line(self, statement):
        assert statement["effect"] == "Allow"
        return Line(
            statement.get("sid"),
            tuple(statement["actions"]),
            tuple(map(self.policy, statement.get("resources", ()))),
            frozenset(
                (c["test"], (c["variable"],), tuple(map(self.policy, c["values"])))
                for c in statement.get("condition", ())
            ),
            next(
                (
                    (p["type"], tuple(map(self.policy, p["identifiers"])))
                    for p in statement.get("principals", ())
                ),
                None,
            ),
        )

    def policy(self, value):
        """A string of a policy document: the data source makes ``${`` of ``&{``."""
        return join(
            part
            for piece in self.template(value)
            for part in (
                policy_text(_POLICY_VARIABLE.sub(r"${\1}", piece)) if isinstance(piece, str) else (piece,)
            )
        )

    def argument(self, value):
        """An argument: what Terraform leaves of ``$${key}`` is IAM's."""
        return join(
            p
            for piece in self.template(value)
            for p in (policy_text(piece) if isinstance(piece, str) else (piece,))
        )

    def plain(self, value):
        """An argument without holes."""
        if value is None:
            return None
        (text,) = self.template(value) or ("",)
        return text

    def template(self, value):
        parts, position = [], 0
        for token in _TOKEN.finditer(value):
            assert token["directive"] is None, value
            parts.append(value[position : token.start()])
            position = token.end()
            parts.append(token[0][1:] if token["expression"] is None else self._hole(token["expression"]))
        return join([*parts, value[position:]])

    def _hole(self, expression):
        head, *rest = expression.split(".")
        if head == "var":
            assert rest[0] in self.variables
            name = rest[0].replace("_", "")
            title = max((t for t in self.titles if name.endswith(t)), key=len)
            return Hole("parameter", self.titles[title])
        source, label, attribute = rest
        assert head == "data"
        assert label in self.data[source]
        return Hole("pseudo", _PSEUDO[source, attribute])
