import pytest

from emitter.errors import FormatError
from emitter.reading.terraform.hcl.syntax import HclFile


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("locals {\n  a = \n}\n", "main.tf:2"),
        ('resource "a" "b" {\n', "main.tf:2"),
        ("locals {}\n\n}}}\n", "main.tf:3"),
    ],
)
def test_text_that_is_not_hcl_is_an_error_with_its_place(text, where):
    with pytest.raises(FormatError) as caught:
        HclFile(text, "main.tf")
    assert caught.value.where.startswith(where)
    assert caught.value.what == "is not valid HCL"


def test_a_place_is_a_line_and_a_column_of_characters():
    file = HclFile("locals {\n  é = 1\n}\n", "main.tf")
    assert file.place_at(1, 4) == ("main.tf", 2, 4)
