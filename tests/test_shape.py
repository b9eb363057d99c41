"""The shape of the code: modules that can be read at once, functions that fit on a page."""

import ast
from pathlib import Path

import pytest

import emitter

_ROOT = Path(emitter.__file__).parent
_MODULES = sorted(_ROOT.rglob("*.py"))
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: path.relative_to(_ROOT).as_posix())
def test_a_module_can_be_read_at_once(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 350, "split it; a target becomes a package, as targets/ufo/"
    long = {
        function.name: function.end_lineno - function.lineno + 1
        for function in ast.walk(ast.parse(text))
        if isinstance(function, _FUNCTIONS) and function.end_lineno - function.lineno + 1 >= 60
    }
    assert not long, "functions have fewer than 60 lines"
