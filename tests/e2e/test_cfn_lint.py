"""cfn-lint has nothing to say about any template, of any rule."""

import pytest

import emitter
from tests.e2e import cases
from tests.support.cloudformation_lint import findings

# cfn-lint's rule for actions that IAM does not have.
_UNKNOWN_ACTION = "W3037"


@pytest.mark.parametrize("name", [name for name in cases.names() if name != "open-documented"])
def test_finds_nothing(name, tmp_path):
    case = cases.make(name, tmp_path)
    found = {target: findings(path.read_text(), case.region) for target, path in case.files(".yaml").items()}
    assert {target: said for target, said in found.items() if said} == {}


def test_finds_nothing_in_documented_permissions_but_what_emit_warns_of(tmp_path):
    case = cases.make("open-documented", tmp_path)
    for target, path in case.files(".yaml").items():
        options = cases.options_for([target], "documented")
        warned = " ".join(emitter.emit(target, options=options).warnings).lower()
        for rule, message, line in findings(path.read_text(), case.region):
            # The page names an action or a service that there is none of, and is repeated word for word.
            assert rule == _UNKNOWN_ACTION, (target, line, message)
            assert message.split("'")[1] in warned, (target, line, message)
