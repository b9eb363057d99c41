"""Sources by short names, and the places that the names are in."""

import pytest

from emitter.catalogue.model import Evidence
from emitter.template.citations import Place, cite

ONE, TWO = (f"https://github.com/a/{name}/blob/{digit * 40}/" for name, digit in (("b", "1"), ("c", "2")))


def code(path, lines="", base=ONE):
    url = f"{base}{path}" + (f"#L{lines.partition(',')[0]}" if lines else "")
    return Evidence("code", f"a/b {path}" + (f":{lines}" if lines else ""), url)


def page(url):
    return Evidence("vendor", url, url)


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        ([code("pkg/ecs/client.go", "7")], ["client.go:7"]),
        ([code("pkg/client.go", "7,12")], ["client.go:7,12"]),
        ([code("pkg/client.go")], ["client.go"]),
        # The shortest end of a path that no other has.
        ([code("a/client.go", "1"), code("b/client.go", "2")], ["a/client.go:1", "b/client.go:2"]),
        ([code("client.go", "1"), code("b/client.go", "2")], ["client.go:1", "b/client.go:2"]),
        # One path in two repositories is told apart by the commit.
        (
            [code("main.go", "1"), code("main.go", "2", TWO)],
            ["main.go@1111111:1", "main.go@2222222:2"],
        ),
        ([page("https://docs.example.com/guide/iam.html#roles")], ["iam.html#roles"]),
        ([page("https://docs.example.com/guide/")], ["guide/"]),
        ([Evidence("inferred", "own", "no link")], ["no link"]),
    ],
)
def test_the_short_name_of_a_source(sources, names):
    found = cite(sources).names
    assert [found[source] for source in sources] == names


def test_the_places_that_names_are_in():
    sources = [
        code("a/x.go", "1"),
        code("a/y.go", "2"),
        code("x.go", "3"),
        page("https://docs.example.com/i.html"),
    ]
    assert cite(sources).places == (
        Place(ONE, (("a/", ("x.go", "y.go")), ("", ("x.go",)))),
        Place("https://docs.example.com/", (("", ("i.html",)),)),
    )
    assert cite([]).places == ()
