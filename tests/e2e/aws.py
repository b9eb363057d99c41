"""The AWS CLI, started once: a process of its own for each of some hundred calls costs minutes.

Run as a program, this listens on a port of the loopback interface, which it prints, and gives every call a
process that has awscli's code and models already. What a script finds as ``aws`` only passes its words on.
"""

import gc
import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager, redirect_stdout

_PASS_ON = r"""#!/usr/bin/env bash
exec 3<>/dev/tcp/127.0.0.1/PORT
{ printf '%s\0' "$#" "$@" && env -0 && printf '\0'; } >&3
{ IFS= read -r -d '' status && IFS= read -r -d '' out && IFS= read -r -d '' err; } <&3
printf '%s' "$out"
printf '%s' "$err" >&2
exit "$status"
"""


@contextmanager
def started(folder, env):
    """While this lasts, the command ``aws`` in ``folder`` is answered by a process in ``env``."""
    with subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True, env=env) as process:
        command = folder / "aws"
        command.write_text(_PASS_ON.replace("PORT", process.stdout.readline().strip()))
        command.chmod(0o755)
        try:
            yield folder
        finally:
            process.terminate()


# What the scripts ask something of, with a call of each.
_CALLS = {"eks": "list-clusters", "iam": "get-user", "sts": "get-caller-identity"}


def _loaded():
    """The ``main`` of awscli, with what ``_CALLS`` need in memory."""
    import awscli.clidriver
    import botocore.loaders
    import botocore.session

    # Every session of a process reads the same models: each call is a session, in a copy of this process.
    loader = botocore.loaders.create_loader(os.environ["AWS_DATA_PATH"])
    botocore.session.create_loader = lambda path: loader
    driver = awscli.clidriver.create_clidriver()
    nobody = {"aws_access_key_id": "nobody", "aws_secret_access_key": "nobody"}
    for service, call in _CALLS.items():
        with redirect_stdout(io.StringIO()):
            driver.main([service, call, "--generate-cli-skeleton"])
        driver.session.create_client(service, region_name="eu-west-1", **nobody)
    # A collection would write to pages that the copies share.
    gc.collect()
    gc.freeze()
    gc.disable()
    return awscli.clidriver.main


def _serve():
    main = _loaded()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            _answer(connection, main)
            os._exit(0)
        connection.close()


def _answer(connection, main):
    words, variables = _asked(connection.makefile("rb"))
    # awscli sets this one for itself when it is imported.
    own = {"AWS_DATA_PATH": os.environ["AWS_DATA_PATH"]}
    os.environ.clear()
    os.environ.update(variables | own)
    # Files are named from where the command was called.
    os.chdir(os.environ.get("PWD", os.curdir))
    sys.argv = ["aws", *words]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        try:
            status = main()
        except SystemExit as stop:
            status = stop.code or 0
        sys.stdout.flush()
        sys.stderr.flush()
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read())
    connection.sendall(b"\0".join([str(status).encode(), *said, b""]))
    connection.shutdown(socket.SHUT_RDWR)


def _asked(stream):
    """The words of the call and the variables of its environment."""
    parts = []
    while True:
        byte = stream.read(1)
        part = b""
        while byte != b"\0":
            part += byte
            byte = stream.read(1)
        if parts and not part and len(parts) > int(parts[0]):
            break
        parts.append(part)
    count = int(parts[0])
    texts = [os.fsdecode(part) for part in parts[1:]]
    return texts[:count], dict(text.split("=", 1) for text in texts[count:])


if __name__ == "__main__":
    _serve()
