"""accounts.csv is read strictly: every fault with its line."""

import os
from pathlib import Path

import pytest

from emitter.errors import ConfigurationError, ErrorCollector
from emitter.project.accounts import read_accounts


@pytest.fixture
def read(tmp_path):
    def run(data):
        file = tmp_path / "accounts.csv"
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        errors = ErrorCollector()
        found = None
        with errors.collecting():
            found = read_accounts(file, errors)
        return found, [str(error).removeprefix(str(tmp_path / "accounts.csv")) for error in errors.errors]

    return run


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_accounts_have_their_values_by_column(read, ending):
    found, wrong = read(
        ending.join(["cluster,account,task_role", 'prod,111122223333,"web,api"', ",000000000001,x", ""])
    )
    assert wrong == []
    assert found.columns == ("cluster", "task_role")
    assert [(one.number, dict(one.values), one.line) for one in found.accounts] == [
        ("111122223333", {"cluster": ("prod",), "task_role": ("web", "api")}, 2),
        ("000000000001", {"task_role": ("x",)}, 3),
    ]


def test_a_mark_of_the_byte_order_is_no_part_of_the_header(read):
    found, wrong = read(b"\xef\xbb\xbfaccount\n111122223333\n")
    assert (found.accounts[0].number, wrong) == ("111122223333", [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ": is empty; begin it with a header"),
        ("account\n", ": has no account"),
        ("cluster\nprod\n", ":1: has no column account"),
        ("account,account\n", ":1: column account stands twice"),
        ("account,\n", ":1: column 2 is called ''"),
        ("account,Cluster\n", ":1: column 2 is called 'Cluster'"),
        ("account,a\n111122223333\n", ":2: has 1 columns, not 2"),
        ("account,a\n111122223333,b,c\n", ":2: has 3 columns, not 2"),
        ("account\n\n111122223333\n", ":2: is an empty line; delete it"),
        ("account,a\n111122223333,b\n,\n", ":3: is an empty line; delete it"),
        ("account;a\n", ":1: column 1 is called 'account;a'; columns are separated by commas"),
        ("Account\n111122223333\n", ":1: column 1 is called 'Account'; write account"),
        ("account,a b\n", ":1: column 2 is called 'a b'; a column has the name of a value"),
        ("account\n12345678901\n", ":2: account: '12345678901' is not twelve digits; a spreadsheet"),
        ("account\n1.11E+11\n", ":2: account: '1.11E+11' is not twelve digits"),
        ("account,a\n111122223333, b\n", ":2: a: ' b' has a space"),
        ('account,a\n111122223333,"b\nc"\n', ":3: a: 'b\\nc' has a space"),
        ("account,a\n111122223333,b\0\n", ":2: a: 'b\\x00' has a space"),
        ('account,a\n111122223333,"b,"\n', ":2: a: a value between commas is empty"),
        ('account,a\n111122223333,"b\n', ":2: invalid CSV"),
        ('account,a\n111122223333,"b"c\n', ":2: invalid CSV"),
        ("account\n111122223333\n444455556666\n111122223333\n", ":4: account 111122223333 stands on line 2"),
    ],
)
def test_a_fault_is_named_with_its_line(read, text, said):
    (wrong,) = read(text)[1]
    assert wrong.startswith(said)


def test_every_line_that_is_wrong_is_named(read):
    found, wrong = read("account,a\n1,x\n111122223333\n444455556666,y\n444455556666,z\n\n2,x\n")
    assert [one.number for one in found.accounts] == ["444455556666"]
    assert [line.partition(": ")[0] for line in wrong] == [":2", ":3", ":5", ":6", ":7"]
    assert [line.partition(";")[0] for line in read("A;b,c,c,Account\n")[1]] == [
        ":1: column 1 is called 'A",
        ":1: column c stands twice",
        ":1: column 4 is called 'Account'",
    ]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda file: file.write_bytes(b"account\n\xff\n"), ": cannot be read: 'utf-8' codec can't decode"),
        (lambda file: None, ": not found; make it"),
        (os.mkfifo, ": is not a regular file; make it a file"),
        (lambda file: file.symlink_to("/dev/zero"), ": is not a regular file; make it a file"),
        (Path.mkdir, ": is not a regular file; make it a file"),
        (lambda file: file.symlink_to(file), ": cannot be read: too many levels of symbolic links"),
    ],
)
def test_what_is_no_text_and_what_is_not_there(make, said, tmp_path):
    file = tmp_path / "accounts.csv"
    make(file)
    with pytest.raises(ConfigurationError) as caught:
        read_accounts(file, ErrorCollector())
    assert str(caught.value).startswith(f"{file}{said}")
