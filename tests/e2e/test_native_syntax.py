"""Terraform itself takes every text in its native syntax as it was meant."""

import json
import random
import unicodedata

from emitter.template.formats.terraform.hcl import document
from emitter.template.formats.terraform.text import literal
from tests.e2e.tools import environment, run, tool

_SIGNS = "$$$%%%{{{}\"\\\n\t\r'&!aéß漢😀\u0085\u2028 ~#/*"


def _texts():
    chosen = random.Random(7)
    for _ in range(300):
        text = "".join(chosen.choice(_SIGNS) for _ in range(chosen.randint(0, 9)))
        # Terraform normalizes every text.
        yield unicodedata.normalize("NFC", text)


def test_every_text_comes_out_as_it_went_in(tmp_path):
    asked = {f"o{number}": text for number, text in enumerate(_texts())}
    blocks = {"output": {name: {"value": literal(text, "argument")} for name, text in asked.items()}}
    (tmp_path / "main.tf").write_text("\n".join(document(blocks)).lstrip("\n") + "\n", newline="")
    (tmp_path / "rc").touch()
    env = environment(tmp_path, TF_CLI_CONFIG_FILE=str(tmp_path / "rc"), TF_INPUT="0")
    for arguments in (["fmt", "-check", "-diff"], ["apply", "-auto-approve", "-no-color"]):
        run([tool("terraform"), *arguments], cwd=tmp_path, env=env)
    said = json.loads(run([tool("terraform"), "output", "-json"], cwd=tmp_path, env=env).stdout)
    assert {name: output["value"] for name, output in said.items()} == asked
