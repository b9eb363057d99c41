"""The text of ``emit.toml``, and of files that stand beside it."""

from pathlib import Path

from ..errors import ConfigurationError


def text_of(path: Path, *, absent: str, unusable: str, form: str) -> str:
    """Return the text of ``path``, past a byte order mark.

    Raises :class:`~emitter.errors.ConfigurationError`, with the remedy ``absent`` when nothing is there,
    ``form`` when it is no text, and else ``unusable``, also for a pipe or a device, which might never end.
    """
    try:
        if path.exists() and not path.is_file():
            raise ConfigurationError(str(path), "is not a regular file", unusable)
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigurationError(str(path), "not found", absent) from None
    except OSError as error:
        what = f"cannot be read: {(error.strerror or str(error)).lower()}"
        raise ConfigurationError(str(path), what, unusable) from None
    except ValueError as error:
        # No UTF-8, or a path with a NUL in it.
        raise ConfigurationError(str(path), f"cannot be read: {error}", form) from None
