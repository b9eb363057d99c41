"""The page of ``emit review`` in a real browser: headless Chromium."""

import re

import pytest

from tests.e2e.tools import environment, run, tool
from tests.support.linting import one, plain, policy, statement, template, trusting
from tests.support.review_page import Reader, printed

# As root, Chromium starts without its sandbox only. Nothing here is from elsewhere.
_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--enable-logging=stderr", "--v=0"),
)
HOSTILE = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>"
A4 = ("594", "841")


@pytest.fixture
def chromium(tmp_path):
    """Run Chromium on ``page``; gives standard output, and what the page wrote to its console."""

    def start(page, *options):
        file = tmp_path / "review.html"
        file.write_text(page, encoding="utf-8")
        command = [tool("chromium"), *_QUIET, f"--user-data-dir={tmp_path / 'profile'}", *options]
        done = run([*command, file.as_uri()], cwd=tmp_path, env=environment(tmp_path))
        return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]

    return start


def test_the_page_runs_nothing_and_complains_of_nothing(chromium):
    text = one(Sid=HOSTILE, Action=HOSTILE, Resource=HOSTILE)
    shown, console = chromium(printed(text, before=one()), "--dump-dom")
    page = Reader(shown)
    assert console == []
    assert HOSTILE in page.text
    assert "<title>IAM review: example</title>" in shown
    assert not page.all("img")


def test_a_refused_style_would_be_seen(chromium):
    broken = printed(one()).replace("sha256-", "sha256-A", 1)
    _, console = chromium(broken, "--dump-dom")
    assert any("Content Security Policy" in line for line in console)


def test_it_prints_on_a4_with_everything_on_it(chromium, tmp_path):
    role = template(
        trusting(), "AWS::IAM::Role", Policies=[{"PolicyName": "p", "PolicyDocument": policy(statement())}]
    )
    chromium(printed(role), f"--print-to-pdf={tmp_path / 'review.pdf'}", "--no-pdf-header-footer")
    boxes = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", (tmp_path / "review.pdf").read_bytes())
    assert boxes
    assert {tuple(part.decode() for part in box) for box in boxes} == {A4}
    text = run(
        [tool("pdftotext"), "-layout", "review.pdf", "-"], cwd=tmp_path, env=environment(tmp_path)
    ).stdout
    for part in ("Who may be this role", "ec2.amazonaws.com", "ecs:DescribeServices", "Fingerprints"):
        assert part in text
    # The menu is for the screen.
    assert "Open questions" in text
    assert "Skip to the content" not in text


def test_it_fits_a_narrow_window(chromium):
    statements = (statement(Sid=f"S{n}", Resource=f"arn:aws:s3:::{'b' * 60}{n}") for n in range(3))
    page = re.sub("<meta http-equiv=.*?>", "", printed(plain(*statements)))
    measure = (
        "<script>document.title = Math.max(0, document.documentElement.scrollWidth - innerWidth)</script>"
    )
    shown, _ = chromium(page.replace("</body>", f"{measure}</body>"), "--window-size=520,900", "--dump-dom")
    assert "<title>0</title>" in shown
