"""Reference pages, made of what the commands, the schema and the catalogue say themselves."""

import inspect
from pathlib import Path

import click

from emitter import errors
from emitter.catalogue.identities import kinds, load_kind, settings_of
from emitter.catalogue.targets import load_target, names
from emitter.cli.root import COMMANDS, root
from emitter.project.schema import DROPPED, schema

ROOT = Path(__file__).parents[2] / "docs" / "reference"
_TABLES = {"environment": "`[environments.NAME]` and `[defaults]`", "accept": "`[[accept]]`"}
MADE = "Made by `make pages`; do not edit.\n"


def commands():
    """Every command with its usage, its help text and its options."""
    top = click.Context(root, info_name="emit", **root.context_settings)
    sections = [_command(root, "emit", top)]
    for name in COMMANDS:
        command = root.get_command(top, name)
        sections.append(_command(command, f"emit {name}", click.Context(command, top, name)))
    return f"# Commands\n\n{MADE}\n" + "\n".join(sections)


def _command(command, title, context):
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"## {title}", "", f"    {title} {usage}", "", *_help(inspect.cleandoc(command.help or ""))]
    records = [p.get_help_record(context) for p in command.params if isinstance(p, click.Option)]
    lines += ["| option | what it does |", "|---|---|"]
    lines += [f"| `{_cell(names)}` | {_cell(said)} |" for names, said in filter(None, records)]
    return "\n".join([*lines, ""])


def _help(text):
    """Paragraphs of a help text; one that click keeps as it is, is code."""
    for paragraph in text.split("\n\n"):
        kept = paragraph.startswith("\b")
        for line in paragraph.removeprefix("\b").strip("\n").splitlines():
            yield f"    {line}" if kept else line
        yield ""


def emit_toml():
    """Every key of emit.toml, from its JSON Schema."""
    whole = schema()
    named = whole["$defs"]
    lines = ["# emit.toml", "", MADE, "`emit schema` prints the same as JSON Schema, for an editor.", ""]
    lines += _keys("The file", whole)
    for name, table in named.items():
        if not name.startswith(("target-", "identity-")):
            lines += _keys(_TABLES.get(name, f"`{name}`"), table)
    target = next(table for name, table in named.items() if name.startswith("target-"))
    common = {key: value for key, value in target["properties"].items() if key not in ("values", "identity")}
    common["version"] = {"type": "string", "description": "version of the deployer; without it, the newest"}
    lines += _keys("`[environments.NAME.targets.TARGET]`", {"properties": common}, ("enum",))
    lines += [
        "`values` are the values of the target: `emit targets NAME` lists them. `identity` is a table with",
        "the settings of [its kind](identities.md), or the name of the target that shares its identity.",
        "",
        "In an environment, `false` drops what the defaults or the environment that it extends have: a",
        "target (`targets.ufo = false`), a list (`targets.ufo.without = false`), or any other",
        "key that is not true or false itself.",
        "",
    ]
    return "\n".join(lines)


def _keys(title, table, skip=()):
    yield f"## {title}"
    yield ""
    yield "| key | type | what it is |"
    yield "|---|---|---|"
    for name, value in table["properties"].items():
        yield f"| `{name}` | {_type(value, skip)} | {_cell(value.get('description', ''))} |"
    yield ""


def _type(value, skip=()):
    if "$ref" in value:
        return f"a table, `{value['$ref'].rpartition('/')[2]}`"
    if "enum" in value and "enum" not in skip and len(value["enum"]) <= 8:
        return " or ".join(f"`{one}`" for one in value["enum"])
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_type(one, skip) for one in value["anyOf"] if one != DROPPED))
    if value.get("type") == "array":
        return f"a list of {_type(value['items'], skip)}"
    kind = value.get("type", "string")
    words = {"object": "table", "boolean": "true or false"}
    return " or ".join(words.get(one, one) for one in ([kind] if isinstance(kind, str) else kind))


def identities():
    """Every kind of identity with its settings."""
    lines = ["# Identities", "", MADE]
    for name in kinds():
        kind = load_kind(name)
        lines += [
            "",
            f"## {name}",
            "",
            f"{kind.summary[:1].upper()}{kind.summary[1:]}. It makes: {kind.makes}.",
        ]
        if kind.why:
            lines += ["", f"{kind.why[:1].upper()}{kind.why[1:]}."]
        lines += ["", "| setting | what it is | rule |", "|---|---|---|", "| `tags` | on what it makes |  |"]
        for setting in settings_of(kind).values():
            default = f"; `{setting.default}` by default" if setting.default else ""
            lines.append(
                f"| `{setting.name}` | {_cell(setting.summary)}{default} | {_cell(setting.syntax.rule)} |"
            )
        if kind.one_of:
            lines += ["", f"Exactly one of {', '.join(f'`{one}`' for one in kind.one_of)} is given."]
        lines += ["", *(f"- {source.url}" for source in kind.sources)]
    return "\n".join(lines) + "\n"


def targets():
    """Every target with its versions and identities."""
    lines = [
        "# Targets",
        "",
        MADE,
        "`emit targets NAME` prints features, values and permissions of one.",
        "",
    ]
    lines += [
        "| target | what deploys | versions | source read up to | identities |",
        "|---|---|---|---|---|",
    ]
    for name in names():
        one = load_target(name)
        span = one.versions[0] if len(one.versions) == 1 else f"{one.versions[0]} to {one.versions[-1]}"
        read = f"{one.read.version}, {one.read.day}"
        kinds_of = ", ".join(f"[{kind}](identities.md#{kind})" for kind in one.identities)
        lines.append(
            f"| `{name}` | {_cell(one.deployer)}: {_cell(one.title)} | {span} | {read} | {kinds_of} |"
        )
    return "\n".join([*lines, ""])


def exit_statuses():
    """Every exit status, from the module that defines them."""
    lines = ["# Exit statuses", "", MADE, "| status | when |", "|---|---|"]
    lines += [f"| {status} | {_cell(said)} |" for status, said in errors.STATUSES.items()]
    return "\n".join([*lines, ""])


def _cell(text):
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")


PAGES = {
    "commands.md": commands,
    "emit-toml.md": emit_toml,
    "exit-statuses.md": exit_statuses,
    "identities.md": identities,
    "targets.md": targets,
}
