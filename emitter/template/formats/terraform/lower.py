"""The walk from a troposphere template to Terraform blocks, by the table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from troposphere import AWSObject, GetAtt, Output, Parameter, Ref

from ....catalogue.patterns import Hole, Text
from ....errors import FormatError
from ...assembly import BECAUSE, CONTEXT, Assembly, Interpolation
from ...filled_keys import FilledDocument, FilledKey
from ...labels import user_label
from ...reasons import Reasons, wrapped
from .moves import moves
from .table import LINKS, ROWS, Argument, Attachment, Document, Link, Only, Row, Rule, TagMap
from .text import Block, Expression, Keyword, Place, Verbatim, literal, made_list, quoted, template

# The provider's own spelling of each pseudo parameter. A region's ``id`` is its name in version 5
# and 6; ``name`` is deprecated in the one and ``region`` missing in the other.
_DATA = {
    "partition": ("aws_partition", "partition"),
    "region": ("aws_region", "id"),
    "account": ("aws_caller_identity", "account_id"),
    "dns_suffix": ("aws_partition", "dns_suffix"),
}


_ORDER = ("variable", "data", "resource", "moved", "output")


def lowered(assembly: Assembly) -> dict[str, Any]:
    """Return the blocks of ``assembly``: type → (type of the resource →) label → body.

    Raises :class:`~emitter.errors.FormatError` for a resource or property the table does not have.
    """
    template = assembly.template
    lowering = _Lowering(assembly)
    for resource in template.resources.values():
        lowering.resource(resource)
    if assembly.exclusive:
        for resource in template.resources.values():
            lowering.exclusive(resource)
    for parameter in template.parameters.values():
        lowering.variable(parameter)
    for output in template.outputs.values():
        lowering.output(output)
    blocks = lowering.blocks | {"moved": moves(assembly, lowering.blocks["resource"])}
    return {block: blocks[block] for block in _ORDER if blocks[block]}


class _Lowering:
    """Collects ``blocks``: block type → (resource type →) label → body."""

    def __init__(self, assembly: Assembly) -> None:
        self._source = assembly.template
        self._label = assembly.label
        self._labels = assembly.labels
        self._outputs = assembly.outputs
        self._lists = {parameter.title for parameter in assembly.parameters if parameter.many}
        self._tags = assembly.tags
        self._account = assembly.account
        # What others depend on to change after it has been made, and before it goes.
        self._first = {
            title
            for other in self._source.resources.values()
            for title in other.resource.get("DependsOn", ())
        }
        self.blocks: dict[str, dict[str, Any]] = {
            "variable": {},
            "data": defaultdict(dict),
            "resource": defaultdict(dict),
            "output": {},
        }

    def resource(self, resource: AWSObject) -> None:
        """Lower one resource, with whatever splits off from it."""
        kind = str(resource.resource_type)
        if kind in LINKS:
            self._link(LINKS[kind], resource)
            return
        row = _row(resource)
        name = self._labels[str(resource.title)]
        metadata = resource.resource.get("Metadata", {})
        body: dict[str, Any] = {}
        if CONTEXT in metadata:
            lines = list(wrapped(metadata[CONTEXT]["why"]))
            body["//"] = lines if len(lines) > 1 else lines[0]
        for key, value in resource.properties.items():
            rule = row.properties.get(key)
            if rule is None:
                raise FormatError(
                    "terraform",
                    f"{kind} has a {key} that cannot be lowered",
                    "leave it out, or use cloudformation",
                )
            body |= self._property(rule, name, resource, value, metadata.get(BECAUSE))
        if row.takes_tags and self._tags:
            body["tags"] = {literal(k, "argument"): literal(v, "argument") for k, v in self._tags.items()}
        before = [self._attached(title) for title in resource.resource.get("DependsOn", ())]
        if before:
            body["depends_on"] = before
        lifecycle = self._lifecycle(resource)
        if row.left_alone:
            lifecycle["ignore_changes"] = [Keyword(name) for name in row.left_alone]
        if self._account is not None:
            lifecycle |= {"precondition": self._here(self._account)}
            # Said of one resource, it holds for the plan.
            self._account = None
        self._put("resource", row.type, name, body | _block("lifecycle", lifecycle))

    def exclusive(self, holder: AWSObject) -> None:
        """Lower that ``holder``, a role, group or user, has no policies but those of the template."""
        if str(holder.resource_type) in LINKS or (row := _row(holder)).exclusive is None:
            return
        held = [policy for policy in self._source.resources.values() if _is_attached(policy, holder)]
        name = {row.exclusive.holder: self._value(Ref(holder), "argument")}
        arns: dict[str, Any] = {"policy_arns": [self._value(Ref(policy), "argument") for policy in held]}
        if held:
            arns["depends_on"] = [self._attached(str(policy.title)) for policy in held]
        label = self._labels[str(holder.title)]
        self._put("resource", row.exclusive.attachments, label, name | arns)
        self._put("resource", row.exclusive.inline, label, name | {"policy_names": []})

    def variable(self, parameter: Parameter) -> None:
        """Lower one template parameter: a string variable with the same rule."""
        properties = parameter.properties
        name = self._labels[str(parameter.title)]
        body: dict[str, Any] = {
            "description": Verbatim(properties["Description"]),
            "type": Keyword("list(string)" if parameter.title in self._lists else "string"),
            "nullable": False,
        }
        if "Default" in properties:
            default = Verbatim(properties["Default"])
            body["default"] = [default] if parameter.title in self._lists else default
        pattern = quoted(properties["AllowedPattern"])
        condition = f"can(regex({pattern}, var.{name}))"
        if parameter.title in self._lists:
            each = f"[for one in var.{name} : can(regex({pattern}, one))]"
            condition = f"length(var.{name}) > 0 && alltrue({each})"
        body["validation"] = Block(
            condition=Expression(f"${{{condition}}}"),
            error_message=_sentence(literal(properties["ConstraintDescription"], "argument")),
        )
        self.blocks["variable"][name] = body

    def output(self, output: Output) -> None:
        """Lower one output."""
        self.blocks["output"][self._outputs[str(output.title)]] = {
            "description": Verbatim(output.properties["Description"]),
            "value": self._value(output.properties["Value"], "argument"),
        }

    def _property(
        self, rule: Rule, name: str, resource: AWSObject, value: Any, because: Reasons | None
    ) -> dict[str, Any]:
        if isinstance(rule, Argument):
            return {rule.name: self._value(value, "argument")}
        if isinstance(rule, Only):
            (one,) = value
            return {rule.name: self._value(one, "argument")}
        if isinstance(rule, TagMap):
            pairs = value.to_dict()
            return {
                rule.name: {literal(t["Key"], "argument"): self._value(t["Value"], "argument") for t in pairs}
            }
        if isinstance(rule, Document):
            label = f"{name}{rule.suffix}"
            document = value.document if isinstance(value, FilledDocument) else value
            self._put("data", "aws_iam_policy_document", label, self._document(document, because))
            return {rule.name: Expression(f"${{data.aws_iam_policy_document.{label}.json}}")}
        for other in value:
            self._attach(rule, name, resource, other)
        return {}

    def _attach(self, rule: Attachment, name: str, resource: AWSObject, other: Any) -> None:
        far = self._value(other, "argument")
        own = self._value(Ref(resource), "argument")
        body = {rule.own: own, rule.other: [far] if rule.plural else far}
        self._put("resource", rule.type, name, body | _block("lifecycle", self._lifecycle(resource)))

    def _attached(self, title: str) -> str:
        """Return the address of what attaches the policy called ``title``."""
        policy = self._source.resources[title]
        rules = (_row(policy).properties[key] for key in policy.properties)
        (attachment,) = (rule for rule in rules if isinstance(rule, Attachment))
        return Keyword(f"{attachment.type}.{self._labels[title]}")

    def _lifecycle(self, resource: AWSObject) -> dict[str, Any]:
        """Return what lets ``resource`` go only after those that depend on it have changed, where some do."""
        return {"create_before_destroy": True} if resource.title in self._first else {}

    def _here(self, account: str) -> Block:
        """Return the condition that Terraform works in ``account``."""
        here = self._reference(Hole("pseudo", "account"))
        return Block(
            condition=Expression(f'${{{here} == "{account}"}}'),
            error_message=f"This file is for account {account}, not for ${{{here}}}.",
        )

    def _link(self, link: Link, resource: AWSObject) -> None:
        for value in resource.properties[link.each]:
            label = f"{self._label}_{user_label(value)}"
            one = self._value(value, "argument")
            many = [self._value(resource.properties[link.to], "argument")]
            self._put("resource", link.type, label, {link.one: one, link.many: many})

    def _put(self, block: str, kind: str, label: str, body: Mapping[str, Any]) -> None:
        if label in self.blocks[block][kind]:
            raise FormatError("terraform", f"two {kind} would be called {label}", "rename one")
        self.blocks[block][kind][label] = body

    def _document(self, document: Any, because: Reasons | None) -> dict[str, Any]:
        return ({"//": list(because.sources)} if because else {}) | {
            "version": document.Version,
            "statement": [self._statement(statement, because) for statement in document.Statement],
        }

    def _statement(self, statement: Any, because: Reasons | None) -> Block:
        given = dict(statement.properties)
        body = Block()
        sid = given.pop("Sid", None)
        if sid is not None:
            if because and because.of(sid):
                body["//"] = list(because.of(sid))
            body["sid"] = sid
        body["effect"] = given.pop("Effect")
        if "Principal" in given:
            body["principals"] = [
                Block(type=kind, identifiers=self._texts(names))
                for kind, names in given.pop("Principal").JSONrepr().items()
            ]
        body["actions"] = [action.JSONrepr() for action in given.pop("Action")]
        if "Resource" in given:
            body["resources"] = self._texts(given.pop("Resource"))
        if "Condition" in given:
            body["condition"] = [
                Block(test=operator, variable=self._key(key), values=self._texts(values))
                for operator, keys in given.pop("Condition").JSONrepr().items()
                for key, values in keys.items()
            ]
        if given:
            raise FormatError(
                "terraform", f"a statement has {min(given)}, which cannot be lowered", "leave it out"
            )
        return body

    def _key(self, key: str) -> str:
        """Return the ``key`` of a condition."""
        return template(key.parts, self._reference, "policy") if isinstance(key, FilledKey) else key

    def _texts(self, values: Sequence[Any]) -> Any:
        """Return texts of a policy document: a list, or what makes it where one stands for several."""
        loops = {
            number: names
            for number, value in enumerate(values)
            if isinstance(value, Interpolation) and (names := self._looped(value.parts))
        }
        texts = [self._value(value, "policy") for value in values]
        return made_list(texts, loops) if loops else texts

    def _looped(self, parts: Text) -> list[str]:
        """Return the variables in ``parts`` that are lists, each once."""
        names = [
            self._labels[part.name] for part in parts if isinstance(part, Hole) and part.name in self._lists
        ]
        return list(dict.fromkeys(names))

    def _value(self, value: Any, place: Place) -> Any:
        if isinstance(value, Interpolation):
            assert place == "policy" or not self._looped(value.parts)
            return template(value.parts, self._reference, place)
        if isinstance(value, str):
            return literal(value, place)
        if isinstance(value, list):
            return [self._value(item, place) for item in value]
        if isinstance(value, int):
            return value
        if isinstance(value, (Ref, GetAtt)):
            return Expression(f"${{{self._address(value)}}}")
        raise FormatError("terraform", f"cannot lower {type(value).__name__}", "use cloudformation")

    def _reference(self, hole: Hole) -> str:
        if hole.kind == "parameter":
            # In a loop over a list, the item is called as the variable is.
            return f"{'' if hole.name in self._lists else 'var.'}{self._labels[hole.name]}"
        source, attribute = _DATA[hole.name]
        self.blocks["data"][source][self._label] = {}
        return f"data.{source}.{self._label}.{attribute}"

    def _address(self, function: Ref | GetAtt) -> str:
        ((name, argument),) = function.data.items()
        title, attribute = (argument, None) if name == "Ref" else argument
        target = self._source.resources[title]
        row = _row(target)
        attribute = row.reference if attribute is None else row.attributes[attribute]
        return f"{row.type}.{self._labels[title]}.{attribute}"


def _row(resource: AWSObject) -> Row:
    kind = str(resource.resource_type)
    if kind not in ROWS:
        raise FormatError("terraform", f"{kind} is not supported", "use cloudformation")
    return ROWS[kind]


def _is_attached(policy: AWSObject, holder: AWSObject) -> bool:
    """Return whether ``policy`` names ``holder`` among those that have it."""
    if str(policy.resource_type) in LINKS:
        return False
    for key, values in policy.properties.items():
        rule = _row(policy).properties[key]
        if isinstance(rule, Attachment) and not rule.plural and Ref(holder) in values:
            return True
    return False


def _block(name: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the block ``name``, where there is anything in it."""
    return {name: Block(body)} if body else {}


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
