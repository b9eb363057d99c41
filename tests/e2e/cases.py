"""What is deployed: files that emit made, with the account that they are for."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import emitter
from emitter.errors import EmitError

from .declared import load

_HERE = Path(__file__).parent
_IDENTITIES = _HERE / "identities.toml"
_OWN = _HERE.parent.parent / "emit.toml"
_FORMATS = {
    "cloudformation": ".yaml",
    "cloudformation-json": ".json",
    "terraform": ".tf.json",
    "aws-cli": ".sh",
}
# moto's own.
_ACCOUNT, _REGION = "123456789012", "eu-west-1"


@dataclass
class Case:
    """A folder of templates that are deployed together.

    ``parameters`` has, by target, the values of the parameters that its template leaves open.
    """

    name: str
    folder: Path
    account: str
    region: str
    parameters: dict

    def files(self, suffix):
        """The files of one format, by target."""
        found = sorted(self.folder.glob(f"*{suffix}"))
        if suffix == ".json":
            found = [path for path in found if not path.name.endswith(".tf.json")]
        return {path.name.removesuffix(suffix): path for path in found}


def names():
    """Every case: all targets with nothing fixed, and every environment of the two files."""
    yield from (f"open-{kind}" for kind in ("least-privilege", "documented"))
    for label, file in (("identities", _IDENTITIES), ("out", _OWN)):
        yield from (f"{label}-{name}" for name in emitter.read_config(file).environments)


def make(name, folder):
    """Write the files of the case ``name`` into ``folder``."""
    label, _, rest = name.partition("-")
    if label == "open":
        return _open(name, rest, folder)
    config = emitter.read_config({"identities": _IDENTITIES, "out": _OWN}[label])
    emitter.build(replace(config, out=folder), [rest])
    table = config.environments[rest]
    return Case(name, folder / rest, table["account"], table["region"], {})


def _open(name, permissions, folder):
    folder.mkdir(parents=True, exist_ok=True)
    parameters = {}
    taken = set()
    options = emitter.Options(permissions=permissions)
    for target in emitter.target_names():
        if permissions == "documented" and not emitter.load_target(target).pages:
            continue
        for format, suffix in _FORMATS.items():
            (folder / f"{target}{suffix}").write_text(emitter.emit(target, format, options=options).text)
        template = load((folder / f"{target}.json").read_text())
        parameters[target] = dict(_chosen(target, template.get("Parameters", {}), taken))
    return Case(name, folder, _ACCOUNT, _REGION, parameters)


def _chosen(target, parameters, taken):
    """A value for each parameter that has no default, or whose default another template has taken."""
    for title, parameter in parameters.items():
        default = parameter.get("Default")
        if default is None:
            yield title, suitable(title, parameter["AllowedPattern"])
        elif title.endswith("Name"):
            if (title, default) in taken:
                yield title, f"{default}-{target}"
            taken.add((title, default))


def suitable(title, pattern):
    """A value that ``pattern`` admits, made from ``title`` where that will do."""
    word = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", title).lower()
    for value in (
        word,
        word.replace("-", ""),
        "o-a1b2c3d4e5",
        _ACCOUNT,
        _REGION,
        "/a/",
        "https://example.com",
        "1",
    ):
        if re.fullmatch(pattern, value):
            return value
    raise AssertionError(f"add a value that {pattern} admits, for {title}")


__all__ = ["Case", "EmitError", "make", "names", "suitable"]
