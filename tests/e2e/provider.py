"""The AWS provider as a process that stays: https://developer.hashicorp.com/terraform/plugin/debugging.

Terraform otherwise hashes its 700 MB for every command and starts it for every walk: two thirds of a plan.
"""

import re
import signal
import subprocess


class Provider:
    """One process of ``program`` in the environment ``env``; Terraform uses it with the variables ``attach``.

    It has one configuration at a time: for one module at a time, with one provider block.
    """

    def __init__(self, program, env):
        self._process = subprocess.Popen(
            [program, "-debug"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env
        )
        said = ""
        for line in self._process.stdout:
            said += line
            found = re.search(r"(TF_REATTACH_PROVIDERS)='(.*)'", line)
            if found:
                break
        else:
            raise AssertionError(f"{program} gave no address: {said}")
        self.attach = {found[1]: found[2]}

    def stop(self):
        # It takes its socket away.
        self._process.send_signal(signal.SIGINT)
        self._process.wait()
        self._process.stdout.close()
