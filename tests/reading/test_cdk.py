import pytest

from emitter.reading.files import read_text


@pytest.mark.parametrize(
    "text",
    [
        '{"version": "48.0.0", "artifacts": {"Shop": {"type": "aws:cloudformation:stack"}}}',
        '{"version": "tree-0.1", "tree": {"id": "App", "policyDocument": {"Statement": []}}}',
        '{"version": "48.0.0", "files": {}, "dockerImages": {}}',
    ],
)
def test_files_beside_the_templates_hold_no_policy(text):
    source = read_text(text, "manifest.json")
    assert (source.format, source.documents) == ("cdk", ())
