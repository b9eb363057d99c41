"""Both syntaxes of the benchmark have the same findings."""

from pathlib import Path

from emitter.reading.files import read_module
from tests.bench.reading import content, findings, hcl, write


def test_the_native_syntax_says_the_same(tmp_path):
    native, other = map(Path, write(tmp_path))
    assert len(list(native.rglob("*.tf"))) == len(list(other.rglob("*.tf.json"))) > 100
    assert findings(str(native)) == findings(str(other)) > 0
    source, unread = read_module([("a.tf", hcl(content(1)))], None)
    assert unread == ()
    assert [(one.name, one.kind, len(one.statements)) for one in source.documents] == [
        ("aws_iam_role_policy.web1", "identity", 2),
        ("aws_iam_role.web1", "trust", 1),
    ]
    assert len(source.attached) == 1
