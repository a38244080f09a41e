"""JSON pointers, after RFC 6901."""

from __future__ import annotations

from hypothesis import given, strategies as st
from tests.conftest import for_each

from improvement_frameworks.core.pointer import read_pointer, write_pointer

# The examples of RFC 6901, section 5.
EXAMPLES = {
    "the whole document": ("", ()),
    "a member": ("/foo", ("foo",)),
    "an item": ("/foo/0", ("foo", "0")),
    "an empty name": ("/", ("",)),
    "a slash": ("/a~1b", ("a/b",)),
    "a per cent sign": ("/c%d", ("c%d",)),
    "a caret": ("/e^f", ("e^f",)),
    "a bar": ("/g|h", ("g|h",)),
    "a backslash": (r"/i\j", (r"i\j",)),
    "a quotation mark": ('/k"l', ('k"l',)),
    "a space": ("/ ", (" ",)),
    "a tilde": ("/m~0n", ("m~n",)),
    "a tilde before a one": ("/~01", ("~1",)),
}


@for_each(EXAMPLES)
def test_examples_of_the_standard(pointer: str, steps: tuple[str, ...]) -> None:
    assert read_pointer(pointer) == steps
    assert write_pointer(steps) == pointer


def test_positions_are_written_as_numbers() -> None:
    assert write_pointer(("entries", 2, "level")) == "/entries/2/level"


@given(st.lists(st.text() | st.integers(0, 10**6)))
def test_any_path_survives(path: list[str | int]) -> None:
    assert read_pointer(write_pointer(path)) == tuple(str(step) for step in path)


@given(st.lists(st.text(st.sampled_from("~/01a"))))
def test_any_path_of_difficult_names_survives(path: list[str]) -> None:
    assert read_pointer(write_pointer(path)) == tuple(path)
