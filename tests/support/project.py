"""A small project, for the tests of build and check."""

CONFIG = """
formats = ["cloudformation", "terraform", "cloudformation-json", "aws-cli"]

[environments.dev]
account = "111122223333"
region = "eu-west-1"
targets.toy = {}
targets.toy-other.identity = "toy"

[environments.prod]
account = "210987654321"
region = "cn-north-1"
targets.toy.identity = { kind = "group", name = "Toys" }
targets.toy-other = {}
"""
SUFFIXES = (".json", ".sh", ".tf.json", ".yaml")
FILES = sorted(f"out/{name}{s}" for name in ("dev/toy", "prod/toy", "prod/toy-other") for s in SUFFIXES)


def change(project, old, new):
    file = project / "emit.toml"
    held = file.read_text()
    assert old in held
    file.write_text(held.replace(old, new))
