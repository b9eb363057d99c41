"""What is deployed: files that emit made, with the account that they are for."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import emitter
from emitter.catalogue.identities import load_kind
from tests.e2e.declared import load

_HERE = Path(__file__).parent
IDENTITIES = _HERE / "identities.toml"
_OWN = _HERE.parent.parent / "emit.toml"
_FORMATS = {
    "cloudformation": ".yaml",
    "cloudformation-json": ".json",
    "terraform": ".tf.json",
    "terraform-hcl": ".tf",
    "aws-cli": ".sh",
}
# moto's own.
_ACCOUNT, _REGION = "123456789012", "eu-west-1"
_SHAPES = (
    _ACCOUNT,
    _REGION,
    "o-a1b2c3d4e5",
    "/a/",
    "https://example.com",
    "example/web",
    "environment:prod",
    "example/web/.github/workflows/deploy.yml@refs/heads/main",
    f"arn:aws:iam::{_ACCOUNT}:role/somebody",
    f"arn:aws:kms:{_REGION}:{_ACCOUNT}:key/somebody",
    "1234abcd-12ab-34cd-56ef-1234567890ab",
    "on",
)


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
    """Every case: targets with nothing fixed, and every environment of the two files."""
    yield from (f"open-{kind}" for kind in ("least-privilege", "documented", "everything", "issuer"))
    for label, file in (("identities", IDENTITIES), ("out", _OWN)):
        yield from (f"{label}-{name}" for name in emitter.read_config(file).environments)


def make(name, folder):
    """Write the files of the case ``name`` into ``folder``."""
    label, _, rest = name.partition("-")
    if label == "open":
        return _open(name, rest, folder, _together(rest))
    config = emitter.read_config({"identities": IDENTITIES, "out": _OWN}[label])
    # A module has one of the two syntaxes, so they are written one after the other.
    for formats in (config.formats, ("terraform-hcl",)):
        emitter.build(replace(config, out=folder, formats=formats), [rest])
    table = config.environments[rest]
    return Case(name, folder / rest, table["account"], table["region"], {})


# Everything of the role of a pod is open, the issuer in the keys of its conditions too.
_WITH_ISSUER = emitter.Options(
    identity="eks-irsa", values={"identity.provider": ("create",), "identity.tags.team": ("platform",)}
)


def alone(target, folder):
    """The case of ``target`` as it comes, with nothing fixed, written into ``folder``."""
    return _open(f"open-{target}", "least-privilege", folder, [[target]])


def _open(name, kind, folder, together):
    folder.mkdir(parents=True, exist_ok=True)
    parameters = {}
    taken = set()
    for targets in together:
        first = targets[0]
        options = _WITH_ISSUER if kind == "issuer" else options_for(targets, kind)
        for format, suffix in _FORMATS.items():
            (folder / f"{first}{suffix}").write_text(emitter.emit(targets, format, options=options).text)
        template = load((folder / f"{first}.json").read_text())
        parameters[first] = dict(_chosen(first, template.get("Parameters", {}), taken))
    return Case(name, folder, _ACCOUNT, _REGION, parameters)


def _together(kind):
    """The targets of each file: one, or with ``everything`` those that can be one identity."""
    targets = [emitter.load_target(name) for name in emitter.target_names()]
    if kind == "everything":
        return list(_by_identity(targets))
    if kind == "issuer":
        return [["external-dns"]]
    return [[target.name] for target in targets if kind != "documented" or target.pages]


# So many, with everything that they can do, still fit the ten managed policies of one role.
_MOST = 4


def _by_identity(targets):
    found = {}
    for target in targets:
        found.setdefault(target.identities[0], []).append(target.name)
    for names in found.values():
        yield from (names[start : start + _MOST] for start in range(0, len(names), _MOST))


def one_of_each_identity():
    """The first target with each default kind of identity."""
    found = {}
    for name in emitter.target_names():
        found.setdefault(emitter.load_target(name).identities[0], name)
    return found.values()


def options_for(targets, kind):
    """``targets`` with the ``kind`` of permissions, or with ``everything`` that can be turned on."""
    known = [emitter.load_target(name) for name in targets]
    settings = needed_settings(known[0].identities[0])
    if "identity.service_account" in settings:
        # A service account has one association, so each target takes its own.
        settings["identity.service_account"] = (targets[0],)
    if kind != "everything":
        return emitter.Options(permissions=kind, values=settings)
    features = {
        feature.name
        for target in known
        for feature in target.features
        if target.exists_in(target.versions[-1], feature.since, feature.until)
    }
    return emitter.Options(features=tuple(sorted(features)), values=settings)


def needed_settings(kind):
    """A value for each setting of the identity ``kind`` that has no default."""
    known = load_kind(kind)
    return {
        f"identity.{setting.name}": (suitable(setting.name, setting.syntax.pattern),)
        for setting in known.settings
        if setting.default is None and setting.name not in known.one_of[1:]
    }


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


def suitable(name, pattern):
    """A value that ``pattern`` admits: made from ``name`` where that will do, else of another shape."""
    word = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", "-", name).lower()
    for value in (word, word.replace("-", ""), *_SHAPES):
        if re.fullmatch(pattern, value):
            return value
    raise AssertionError(f"{name} takes {pattern}, which no value here keeps; add one")
