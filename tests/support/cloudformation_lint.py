"""cfn-lint, with everything that it can say."""

from functools import cache

from cfnlint.config import ConfigMixIn, ManualArgs
from cfnlint.decode.decode import decode_str
from cfnlint.runner import Runner


def findings(text, region):
    """What cfn-lint says of the template ``text`` in ``region``: (rule, message, line)."""
    template, found = decode_str(text)
    matches = found or _runner(region).validate_template(template)
    return [(match.rule.id, match.message, match.linenumber) for match in matches]


@cache
def _runner(region):
    # cfnlint.api.lint reads every rule anew, which takes longer than most templates.
    every = ManualArgs(include_checks=["I"], include_experimental=True, regions=[region])
    return Runner(ConfigMixIn(**every))
