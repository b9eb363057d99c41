"""Terraform with the AWS provider, configured here and not by whoever runs the tests."""

import fcntl
import json
import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.provider import Provider
from tests.e2e.tools import environment, run, tool

MIRROR = "EMIT_TERRAFORM_MIRROR"
_REGISTRY = "registry.terraform.io"
_PROVIDER = f"{_REGISTRY}/hashicorp/aws"
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
  access_key                  = "%s"
  secret_key                  = "%s"
  token                       = "%s"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
"""
_KEYS = ("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")


def mirror():
    """The folder of a filesystem mirror that has the AWS provider, or None.

    It is the one that the environment names, else the first one in the usual places.
    """
    named = os.environ.get(MIRROR)
    if named:
        assert _has_provider(Path(named)), f"{MIRROR} names {named}, which has no {_PROVIDER}"
        return Path(named)
    for place in _PLACES:
        base = Path(place).expanduser()
        for pattern in (_REGISTRY, f"*/{_REGISTRY}", f"*/*/{_REGISTRY}"):
            for found in sorted(base.glob(pattern)):
                if _has_provider(found.parent):
                    return found.parent
    return None


def _has_provider(folder):
    return (folder / _PROVIDER).is_dir()


class Terraform:
    """What all modules of one process share: the CLI configuration and the provider, which asks ``url``.

    ``shared`` is a folder of all processes of the run.
    """

    def __init__(self, shared, url):
        self.command = tool("terraform")
        self._url = url
        self._provider = None
        cache = shared / "plugins"
        cache.mkdir(parents=True, exist_ok=True)
        found = mirror()
        lines = [f"plugin_cache_dir = {json.dumps(str(cache))}", "disable_checkpoint = true"]
        if found is not None:
            lines += [
                "provider_installation {",
                f"  filesystem_mirror {{ path = {json.dumps(str(found))} }}",
                f'  direct {{ exclude = ["{_PROVIDER}"] }}',
                "}",
            ]
        self.configuration = shared / "terraform.rc"
        self._shared = shared
        with self._alone():
            self.configuration.write_text("\n".join(lines) + "\n")

    def module(self, folder, account, files, variables=None, *, attached=True):
        """A module in ``folder`` of ``files``, beside a user's own main.tf; initialised.

        Where ``attached``, it uses the process of the provider that all of them share; else each command
        starts its own, for any number of provider blocks.
        """
        folder.mkdir(parents=True)
        (folder / "main.tf").write_text(_MAIN % tuple(account.variables[key] for key in _KEYS))
        for file in files:
            shutil.copy(file, folder)
        if variables:
            (folder / "terraform.tfvars.json").write_text(json.dumps(variables))
        env = self._environment(folder) | (self._attach() if attached else {"AWS_ENDPOINT_URL": self._url})
        module = Module(self.command, folder, env)
        if attached:
            module.run("init")
        else:
            self._install(module)
        return module

    def stop(self):
        if self._provider is not None:
            self._provider.stop()

    def _environment(self, folder):
        # A quarter of the time goes into garbage of the provider's schemas where it is collected at once.
        return environment(folder, TF_CLI_CONFIG_FILE=str(self.configuration), TF_INPUT="0", GOGC="400")

    def _attach(self):
        if self._provider is None:
            folder = self._shared / f"provider-{os.getpid()}"
            folder.mkdir()
            (folder / "main.tf").write_text(_MAIN % ("", "", "", ""))
            env = self._environment(folder)
            self._install(Module(self.command, folder, env))
            (program,) = (folder / ".terraform" / "providers" / _PROVIDER).glob("*/*/terraform-provider-aws*")
            self._provider = Provider(program, env | {"AWS_ENDPOINT_URL": self._url})
        return self._provider.attach

    def _install(self, module):
        """Initialise ``module`` with the provider that the first one of the run has locked."""
        lock = self._shared / _LOCK
        with self._alone():
            if lock.exists():
                shutil.copy(lock, module.folder)
            module.run("init")
            shutil.copy(module.folder / _LOCK, lock)

    @contextmanager
    def _alone(self):
        with (self._shared / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


class Module:
    """One folder that Terraform works in, in the environment ``env``."""

    def __init__(self, command, folder, env):
        self.folder = folder
        self._command = command
        self._env = env

    def run(self, *arguments, ok=(0,)):
        return run([self._command, *arguments, "-no-color"], cwd=self.folder, env=self._env, ok=ok)

    def replace(self, files):
        """Put ``files`` in the place of those that it was made of."""
        for old in self.folder.glob("*.tf.json"):
            old.unlink()
        for file in files:
            shutil.copy(file, self.folder)

    def apply(self):
        """What ``apply``, which validates the module before, says."""
        return self.run("apply", "-auto-approve").stdout

    def outputs(self):
        return {
            name: output["value"] for name, output in json.loads(self.run("output", "-json").stdout).items()
        }

    def plan(self, *arguments):
        """The status of ``plan`` (0: nothing to change), which validates too, and what it says."""
        done = self.run("plan", "-detailed-exitcode", "-lock=false", *arguments, ok=None)
        return done.returncode, done.stdout + done.stderr


def warnings(said):
    """The warnings in what Terraform says."""
    return re.findall("^Warning: .*", said, re.MULTILINE)
