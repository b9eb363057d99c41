import json

import pytest

from tests.support.fixtures import emit, toys
from tests.support.replay_reading import ALLOW

__all__ = ["emit", "toys"]


@pytest.fixture
def run(emit, tmp_path):
    """Run ``emit replay`` on a file of calls, against a policy that allows ``actions``."""

    def replay(calls, *more, actions=("ecs:ListClusters",), name="calls.jsonl"):
        data = calls if isinstance(calls, bytes) else calls.encode()
        (tmp_path / name).write_bytes(data)
        (tmp_path / "policy.json").write_text(ALLOW % json.dumps(list(actions)))
        return emit("replay", name, "--policy", "policy.json", *more)

    return replay
