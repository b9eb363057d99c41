"""Runs an ``aws-cli`` script under real bash, with ``aws`` a function that notes what it is asked."""

import json
import os
import subprocess
from itertools import pairwise

from tests.support.said import Said, document_lines, policy_text

ACCOUNT = "111122223333"

# Nothing is there yet but MEMBERS, so that everything is created. Words end in \x1f, calls in \x1e.
_AWS = r"""
there=" $MEMBERS "
aws() {
  printf '%s\x1f' "$@" >&3
  printf '\x1e' >&3
  case "$1 $2" in
    'sts get-caller-identity') echo "arn:$PARTITION:iam::ACCOUNT:user/admin" ;;
    'iam create-'*) there+="${2#create-}:${3#*=} " ;;
    'iam get-'*) [[ $there == *" ${2#get-}:${3#*=} "* ]] || { echo NoSuchEntity >&2; return 254; } ;;
  esac
}
""".replace("ACCOUNT", ACCOUNT)


def run(text, variables, tmp_path, *, partition="aws", members=()):
    """The calls that the script ``text`` makes, each a list of words; ``variables`` are its environment."""
    shim, script, calls = (tmp_path / name for name in ("aws.sh", "script.sh", "calls"))
    shim.write_text(_AWS, encoding="utf-8")
    script.write_text(text, encoding="utf-8")
    calls.unlink(missing_ok=True)
    done = subprocess.run(
        ["/usr/bin/env", "bash", "-eu", "-c", f'exec 3>"{calls}"; . "$0"', script],
        env={
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "BASH_ENV": str(shim),
            "PARTITION": partition,
            "MEMBERS": " ".join(f"user:{name}" for name in members),
            **variables,
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), done
    # Nothing that the script holds has run, but for what it is meant to.
    assert sorted(p.name for p in tmp_path.iterdir()) == ["aws.sh", "calls", "script.sh"]
    lines = calls.read_bytes().decode().split("\x1e")[:-1]
    return [line.split("\x1f")[:-1] for line in lines]


def read(calls, members=()):
    """What ``calls`` put into IAM; texts have no holes left but policy variables."""
    made = {}
    for _, verb, *words in calls:
        made.setdefault(verb, []).append(_options(words))
    role = _first(made, "create-role")
    holder = role or _first(made, "create-group") or _first(made, "create-user")
    name = next(holder[f"--{kind}-name"] for kind in ("role", "group", "user") if f"--{kind}-name" in holder)
    attached = [o for verb, all_ in made.items() if verb.startswith("attach-") for o in all_]
    assert {v for o in attached for k, v in o.items() if k.endswith("-name")} == {name}
    joined = [o["--user-name"] for o in made.get("add-user-to-group", ())]
    tags = [o for verb in ("tag-role", "tag-user") for o in made.get(verb, ()) if name in o.values()]
    return Said(
        name=(name,),
        statements=tuple(
            line
            for policy in made["create-policy"]
            for line in document_lines(json.loads(policy["--policy-document"]))
        ),
        trust=document_lines(json.loads(role["--assume-role-policy-document"])) if role else (),
        path=holder["--path"],
        description=holder.get("--description"),
        boundary=policy_text(holder["--permissions-boundary"])
        if "--permissions-boundary" in holder
        else None,
        duration=int(holder["--max-session-duration"]) if role else None,
        tags=frozenset(_pair(o["--tags"]) for o in tags),
        users=frozenset(joined) - frozenset(members),
        members=frozenset(joined) & frozenset(members),
    )


def _options(words):
    pairs = (word.partition("=") for word in words if word.startswith("--") and "=" in word)
    apart = {
        option: value for option, value in pairwise(words) if option.startswith("--") and "=" not in option
    }
    return apart | {option: value for option, _, value in pairs}


def _first(made, verb):
    return made[verb][0] if verb in made else None


def _pair(text):
    (tag,) = json.loads(text)
    return tag["Key"], tag["Value"]
