"""Post a report as the one comment of emit on a pull request, or update that comment.

Everything comes from the environment, and nothing of it reaches a shell: ``EMIT_REPORT`` (a Markdown file),
``EMIT_PULL`` (the number of the pull request), ``EMIT_AUTHOR`` (whose comment it is), ``EMIT_TOKEN``, and
``GITHUB_API_URL`` and ``GITHUB_REPOSITORY`` as the runner sets them. A report that is empty updates a comment
that is there and makes none. Without the right to comment, as for a pull request of a fork, it warns.

REST API: https://docs.github.com/en/rest/issues/comments
"""

import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MARKER = "<!-- emit: change of access -->"
NOTHING = "This pull request changes no access."
# What emit diff prints then.
_NO_DIFFERENCE = ("", "no difference in access")
# GitHub takes 65,536 characters.
_LONGEST = 60_000
_A_PAGE = 100


def body(report: str) -> str:
    """Return the text of the comment: marked, and cut at a line where ``report`` is too long."""
    text = NOTHING if report.strip() in _NO_DIFFERENCE else report.strip()
    if len(text) > _LONGEST:
        text = text[: text.rfind("\n", 0, _LONGEST)] + "\n\n(cut; the summary of the run has all of it)"
    return f"{MARKER}\n{text}\n"


def call(method: str, url: str, data: Any = None) -> Any:
    """Return what the API answers. Raises ``urllib.error.HTTPError``."""
    request = urllib.request.Request(  # noqa: S310 - the address is the runner's
        url,
        method=method,
        data=None if data is None else json.dumps(data).encode(),
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {os.environ['EMIT_TOKEN']}",
            "Content-Type": "application/json",
            "X-GitHub-Api-Version": "2022-11-28",
        },
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)


def comments(issue: str) -> Iterator[dict[str, Any]]:
    """Yield every comment of ``issue``, page by page."""
    page = 1
    while True:
        several = call("GET", f"{issue}/comments?per_page={_A_PAGE}&page={page}")
        yield from several
        if len(several) < _A_PAGE:
            return
        page += 1


def publish(repository: str, number: str, author: str, report: str) -> str:
    """Post or update the comment; return what was done."""
    issue = f"{repository}/issues/{int(number)}"
    own = (
        one for one in comments(issue) if one["user"]["login"] == author and one["body"].startswith(MARKER)
    )
    there = next(own, None)
    text = body(report)
    if there is None:
        if report.strip() in _NO_DIFFERENCE:
            return "no change of access, and no comment"
        call("POST", f"{issue}/comments", {"body": text})
        return "posted"
    if there["body"].strip() == text.strip():
        return "unchanged"
    call("PATCH", f"{repository}/issues/comments/{int(there['id'])}", {"body": text})
    return "updated"


def main() -> int:
    """Publish the report that the environment names; give the exit status."""
    report = Path(os.environ["EMIT_REPORT"]).read_text(encoding="utf-8")
    repository = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}"
    try:
        done = publish(repository, os.environ["EMIT_PULL"], os.environ["EMIT_AUTHOR"], report)
    except urllib.error.HTTPError as error:
        if error.code in (401, 403, 404):
            remedy = "give the job pull-requests: write"
            print(f"::warning::emit: no comment: GitHub answered {error.code}; {remedy}")
            return 0
        print(f"::error::emit: no comment: GitHub answered {error.code}; run the job again")
        return 1
    except OSError as error:
        print(f"::error::emit: no comment: {type(error).__name__}; run the job again")
        return 1
    print(f"emit: comment {done}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
