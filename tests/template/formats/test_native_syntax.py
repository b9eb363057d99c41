"""The native syntax is judged like the JSON, whoever reads it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import emitter
from emitter import Options, build, emit, load_target, read_config, target_names
from emitter.lint.linter import lint
from emitter.reading.files import read_text
from tests.e2e.cases import options_for

ROOT = Path(emitter.__file__).parent.parent


def findings(text, file):
    return {(found.rule, found.document, found.sid, found.message) for found in lint([read_text(text, file)])}


def documents(text, file):
    return [
        (
            one.name,
            one.kind,
            [
                (s.sid, s.effect, [a.shown for a in s.actions], [r.shown for r in s.resources], s.accepted)
                for s in one.statements
            ],
        )
        for one in read_text(text, file).documents
    ]


@pytest.mark.parametrize("kind", ["least-privilege", "everything"])
@pytest.mark.parametrize("name", target_names())
def test_lint_reads_the_same_in_both_syntaxes(name, kind):
    options = options_for([name], kind)
    json, native = (emit(name, format, options=options).text for format in ("terraform", "terraform-hcl"))
    assert findings(native, "a.tf") == findings(json, "a.tf.json")
    # JSON has the defaults of its variables only where it is judged by them.
    native = re.sub(r"^  default .*\n", "", native, flags=re.MULTILINE)
    assert documents(native, "a.tf") == documents(json, "a.tf.json")


def test_lint_reads_the_same_of_an_environment(tmp_path):
    config = read_config(ROOT / "emit.toml")
    for format in ("terraform", "terraform-hcl"):
        build(replace(config, out=tmp_path, formats=(format,)))
    files = sorted(tmp_path.rglob("*.tf"))
    assert files
    for file in files:
        native, json = file.read_text(), file.with_suffix(".tf.json").read_text()
        assert documents(native, "a.tf") == documents(json, "a.tf.json")
        assert findings(native, "a.tf") == findings(json, "a.tf.json")


def test_what_is_accepted_stands_in_a_comment_of_the_statement():
    target = load_target("ufo")
    on = tuple(f.name for f in target.features if target.exists_in(target.versions[-1], f.since, f.until))
    text = emit("ufo", "terraform-hcl", options=Options(features=on)).text
    assert "    # accepted W" in text
    assert [s for _, _, some in documents(text, "a.tf") for s in some if s[-1]]
    assert not [found for found in findings(text, "a.tf") if found[0] == "W404"]
    assert [found for found in findings(text.replace("# accepted", "#"), "a.tf") if found[0] == "W404"]
