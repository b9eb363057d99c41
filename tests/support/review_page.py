"""A page of ``emit review`` as a reader takes it: its texts, links and metadata."""

from html.parser import HTMLParser

from emitter.diff.policies import policies
from emitter.reading.files import read_text
from emitter.review.page import html, page
from emitter.review.subjects import Subject, Subjects


def reviewed(text, name="example.json", *, before=None, accepted=(), signed=None):
    """The page about one file, as data."""
    now = policies(read_text(text, name))
    old = policies(read_text(before, name)) if before is not None else type(now)()
    subjects = Subjects((Subject(name, now, old),), ())
    return page("example", subjects, accepted, "main" if before is not None else "", signed)


def printed(text, **given):
    """The HTML of the page about one file."""
    return html(reviewed(text, **given))


class Reader(HTMLParser):
    """Collects what a page has: ``elements`` as (tag, attributes), and all ``text`` outside of style."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts, self._skipped = [], [], 0
        self.feed(page)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._skipped += tag == "style"

    def handle_endtag(self, tag):
        self._skipped -= tag == "style"

    def handle_data(self, data):
        if not self._skipped:
            self.texts.append(data)
