"""accounts.csv is read strictly: every fault with its line."""

import pytest

from emitter.errors import ConfigurationError
from emitter.project.accounts import read_accounts


@pytest.fixture
def read(tmp_path):
    def run(data):
        file = tmp_path / "accounts.csv"
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_accounts(file)

    return run


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_accounts_have_their_values_by_column(read, ending):
    found = read(
        ending.join(["cluster,account,task_role", 'prod,111122223333,"web,api"', ",000000000001,x", ""])
    )
    assert found.columns == ("cluster", "task_role")
    assert [(one.number, dict(one.values), one.line) for one in found.accounts] == [
        ("111122223333", {"cluster": ("prod",), "task_role": ("web", "api")}, 2),
        ("000000000001", {"task_role": ("x",)}, 3),
    ]


def test_a_mark_of_the_byte_order_is_no_part_of_the_header(read):
    assert read(b"\xef\xbb\xbfaccount\n111122223333\n").accounts[0].number == "111122223333"


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
        ("account\n\n111122223333\n", ":2: is an empty line"),
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
def test_a_fault_is_named_with_its_line(read, tmp_path, text, said):
    with pytest.raises(ConfigurationError) as caught:
        read(text)
    assert str(caught.value).startswith(f"{tmp_path / 'accounts.csv'}{said}")


def test_what_is_no_text_and_what_is_not_there(read, tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read(b"account\n\xff\n")
    with pytest.raises(ConfigurationError, match="not found; make it"):
        read_accounts(tmp_path / "gone.csv")
