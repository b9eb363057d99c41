"""The one line that a run of emit says when it fails."""


def said(ran, line):
    """Hold what ``ran`` said against ``line``, which may end in ``...``."""
    assert ran.err.endswith("\n")
    assert ran.err.count("\n") == 1
    if line.endswith("..."):
        assert ran.err.startswith(line.removesuffix("..."))
    else:
        assert ran.err == f"{line}\n"
    assert ran.out == ""
