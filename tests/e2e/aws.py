"""The AWS CLI, started once: a process of its own for each of some hundred calls costs minutes.

Run as a program, this listens on a port of the loopback interface, which it prints, and gives every call a
process that has awscli's code already. What a script finds as ``aws`` only passes its words on.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager

_PASS_ON = r"""#!/usr/bin/env bash
exec 3<>/dev/tcp/127.0.0.1/PORT
{ printf '%s\0' "$#" "$@" && env -0 && printf '\0'; } >&3
{ IFS= read -r -d '' status && IFS= read -r -d '' out && IFS= read -r -d '' err; } <&3
printf '%s' "$out"
printf '%s' "$err" >&2
exit "$status"
"""


@contextmanager
def started(folder):
    """While this lasts, the command ``aws`` in ``folder`` is answered."""
    with subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True) as process:
        command = folder / "aws"
        command.write_text(_PASS_ON.replace("PORT", process.stdout.readline().strip()))
        command.chmod(0o755)
        try:
            yield folder
        finally:
            process.terminate()


def _serve():
    import awscli.clidriver

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            _answer(connection, awscli.clidriver.main)
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
