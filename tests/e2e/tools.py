"""Tools that the tests run, and the environment that they run in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# What a tool may see of the machine's own environment; what configures AWS or Terraform is not among it.
_KEPT = ("LANG", "PATH", "SSL_CERT_DIR", "SSL_CERT_FILE", "TMPDIR")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
_LOOPBACK = "127.0.0.1,localhost"


def tool(name):
    """The path of the command ``name``: beside this interpreter, or on PATH. On CI it must be there."""
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    found = shutil.which(name, path=places)
    if found is None and os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"{name} is not on PATH")
    if found is None:
        pytest.skip(f"{name} is not on PATH")
    return found


def environment(home, **more):
    """An environment for a tool, with nothing of the user's configuration in it."""
    kept = {name: os.environ[name] for name in (*_KEPT, *_PROXIES) if name in os.environ}
    return kept | {"HOME": str(home), "NO_PROXY": _LOOPBACK, "no_proxy": _LOOPBACK} | more


def run(command, *, cwd, env, ok=(0,)):
    """Run ``command``; what it says is shown when its status is not in ``ok``."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert ok is None or done.returncode in ok, (
        f"{command} gave {done.returncode}\n{done.stdout}\n{done.stderr}"
    )
    return done
