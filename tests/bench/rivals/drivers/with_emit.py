"""emit as ``emit lint`` runs it."""

from collections.abc import Iterator

from driver import Check, main


def load() -> Check:
    """Its check of one policy."""
    from emitter.lint.linter import lint
    from emitter.reading.files import read_text

    def check(text: str, file: str) -> Iterator[tuple[str, str]]:
        for found in lint([read_text(text, file)]):
            yield found.rule, found.message

    return check


if __name__ == "__main__":
    main(load)
