"""Terraform with the AWS provider, configured here and not by whoever runs the tests."""

import fcntl
import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.tools import environment, run, tool

MIRROR = "EMIT_TERRAFORM_MIRROR"
_REGISTRY = "registry.terraform.io"
_PLACES = ("/opt", "/srv", "/usr/lib", "/usr/local/lib", "/usr/local/share", "/usr/share", "/var/lib", "~")
_LOCK = ".terraform.lock.hcl"

# A user's own file beside emit's, which brings neither of these blocks.
_MAIN = """\
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region                      = "%s"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
"""


def mirror():
    """The folder of a filesystem mirror that has the AWS provider, or None.

    It is the one that the environment names, else the first one in the usual places.
    """
    named = os.environ.get(MIRROR)
    if named:
        assert _has_provider(Path(named)), f"{MIRROR} names {named}, which has no {_REGISTRY}/hashicorp/aws"
        return Path(named)
    for place in _PLACES:
        base = Path(place).expanduser()
        for pattern in (_REGISTRY, f"*/{_REGISTRY}", f"*/*/{_REGISTRY}"):
            for found in sorted(base.glob(pattern)):
                if _has_provider(found.parent):
                    return found.parent
    return None


def _has_provider(folder):
    return (folder / _REGISTRY / "hashicorp" / "aws").is_dir()


class Terraform:
    """What all modules of one run share: the CLI configuration, the provider and its lock file."""

    def __init__(self, shared):
        self.command = tool("terraform")
        self._shared = shared
        self._cache = shared / "plugins"
        self._cache.mkdir(parents=True, exist_ok=True)
        found = mirror()
        lines = [f"plugin_cache_dir = {json.dumps(str(self._cache))}", "disable_checkpoint = true"]
        if found is not None:
            lines += [
                "provider_installation {",
                f"  filesystem_mirror {{ path = {json.dumps(str(found))} }}",
                '  direct { exclude = ["registry.terraform.io/hashicorp/aws"] }',
                "}",
            ]
        self.configuration = shared / "terraform.rc"
        with self._alone():
            self.configuration.write_text("\n".join(lines) + "\n")

    def module(self, folder, account, files, variables=None):
        """A module in ``folder`` of ``files``, beside a user's own main.tf; initialised."""
        folder.mkdir(parents=True)
        (folder / "main.tf").write_text(_MAIN % account.region)
        for file in files:
            shutil.copy(file, folder)
        if variables:
            (folder / "terraform.tfvars.json").write_text(json.dumps(variables))
        module = Module(self, folder, account)
        lock = self._shared / _LOCK
        with self._alone():
            if lock.exists():
                shutil.copy(lock, folder)
            module.run("init")
            shutil.copy(folder / _LOCK, lock)
        return module

    @contextmanager
    def _alone(self):
        with (self._shared / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


class Module:
    """One folder that Terraform works in, against one account."""

    def __init__(self, terraform, folder, account):
        self.folder = folder
        self._command = terraform.command
        self._env = environment(
            folder, TF_CLI_CONFIG_FILE=str(terraform.configuration), TF_INPUT="0", **account.variables
        )

    def run(self, *arguments, ok=(0,)):
        return run([self._command, *arguments, "-no-color"], cwd=self.folder, env=self._env, ok=ok)

    def replace(self, files):
        """Put ``files`` in the place of those that it was made of."""
        for old in self.folder.glob("*.tf.json"):
            old.unlink()
        for file in files:
            shutil.copy(file, self.folder)

    def validate(self):
        """What ``validate`` finds, warnings and all."""
        return json.loads(self.run("validate", "-json", ok=None).stdout)

    def apply(self):
        self.run("apply", "-auto-approve")

    def outputs(self):
        return {
            name: output["value"] for name, output in json.loads(self.run("output", "-json").stdout).items()
        }

    def plan(self, *arguments):
        """The status of ``plan`` (0: nothing to change) and what it says."""
        done = self.run("plan", "-detailed-exitcode", "-lock=false", *arguments, ok=None)
        return done.returncode, done.stdout + done.stderr
