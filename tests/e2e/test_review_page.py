"""The page of ``emit review`` in a real browser: headless Chromium."""

import re
from pathlib import Path

import pytest

from emitter.project.config import read_config
from emitter.review.page import html, page
from emitter.review.subjects import of_environments
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
ROOT = Path(__file__).parents[2]


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
    # The services are closed on the screen, and open on paper.
    for part in ("Trust policy", "ec2.amazonaws.com", "DescribeServices", "Fingerprints"):
        assert part in text
    # The menu is for the screen.
    assert "Open questions" in text
    assert "Skip to the content" not in text


def test_two_large_deployers_take_few_pages(chromium, tmp_path):
    config = read_config(str(ROOT / "emit.toml"))
    made = page("prod", of_environments(config, ("prod",), None), config.accepted, "", None)
    assert sum(one.permissions for one in made.identities) > 120
    chromium(html(made), f"--print-to-pdf={tmp_path / 'review.pdf'}", "--no-pdf-header-footer")
    pages = (tmp_path / "review.pdf").read_bytes().count(b"/MediaBox [")
    # 13 with the fonts of Debian; a page for each table had 35.
    assert pages < 18


MEASURE = """<script>
const tables = [...document.querySelectorAll("table.permissions")];
document.title = tables.filter((table) => table.checkVisibility()).length + " of " + tables.length;
</script>"""


@pytest.mark.parametrize(("checked", "visible"), [("", "0 of 2"), (" checked", "2 of 2")])
def test_one_box_shows_every_permission(chromium, checked, visible):
    text = printed(plain(statement(), statement(Action="s3:GetObject", Resource="arn:aws:s3:::b/*")))
    text = re.sub("<meta http-equiv=.*?>", "", text).replace('id="all"', f'id="all"{checked}')
    shown, _ = chromium(text.replace("</body>", f"{MEASURE}</body>"), "--dump-dom")
    assert f"<title>{visible}</title>" in shown


FOCUS = """<script>
const summaries = [...document.querySelectorAll("summary")];
const focused = summaries.filter((one) => { one.focus(); return document.activeElement === one; });
focused.forEach((one) => one.click());
document.title = focused.length + " focused, " + document.querySelectorAll("details[open]").length + " open";
</script>"""


def test_a_service_is_reached_and_opened_without_a_mouse(chromium):
    text = printed(plain(statement(), statement(Action="s3:GetObject", Resource="arn:aws:s3:::b/*")))
    text = re.sub("<meta http-equiv=.*?>", "", text)
    shown, _ = chromium(text.replace("</body>", f"{FOCUS}</body>"), "--dump-dom")
    assert "<title>2 focused, 2 open</title>" in shown


OVERFLOW = """<script>
const right = (one) => one.getBoundingClientRect().right;
const tables = [...document.querySelectorAll("table")];
const beyond = tables.map((one) => right(one) - right(one.closest("section")));
const page = document.documentElement.scrollWidth - innerWidth;
document.title = Math.round(Math.max(0, page, ...beyond));
</script>"""


@pytest.mark.parametrize("width", [520, 1200])
def test_it_fits_the_window(chromium, width):
    statements = [statement(Sid=f"S{n}", Resource=f"arn:aws:s3:::{'b' * 60}{n}") for n in range(3)]
    statements.append(statement(Action="ecs:ListClusters", Resource="*"))
    page = re.sub("<meta http-equiv=.*?>", "", printed(plain(*statements)))
    page = page.replace("<details", "<details open")
    shown, _ = chromium(
        page.replace("</body>", f"{OVERFLOW}</body>"), f"--window-size={width},900", "--dump-dom"
    )
    assert "<title>0</title>" in shown
