"""Reading the environment: what each kind takes, and that an error says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from goodreads_site.env import Environment


@pytest.mark.parametrize(("given", "flag"), [("true", True), ("ON", True), ("1", True), ("no", False), ("0", False)])
def test_a_flag_is_a_word_for_yes_or_no(given: str, flag: bool) -> None:
    assert Environment({"DEBUG": given}).flag("DEBUG", not flag) is flag


def test_what_is_not_set_or_empty_has_its_default() -> None:
    env = Environment({"EMPTY": "  "})

    assert env.text("EMPTY", "default") == env.text("MISSING", "default") == "default"
    assert env.flag("EMPTY", True) is True
    assert env.integer("EMPTY", 8) == 8
    assert env.several("EMPTY", "a,b") == ["a", "b"]


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        ("flag", "Treu", "X='Treu' is neither true nor false."),
        ("integer", "80a", "X='80a' is not a whole number."),
        ("integer", "-1", "X='-1' is less than 0."),
        ("address", "example.org", "X='example.org' is not an address that begins with http:// or https://."),
    ],
)
def test_an_error_names_the_variable_and_what_it_held(kind: str, given: str, says: str) -> None:
    defaults = {"flag": True, "integer": 1, "address": "http://x"}

    with pytest.raises(ImproperlyConfigured) as error:
        getattr(Environment({"X": given}), kind)("X", defaults[kind])

    assert str(error.value) == says


def test_an_error_names_the_choices() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"QUEUE='kafka' is none of orm, redis, sqs\."):
        Environment({"QUEUE": "kafka"}).one_of("QUEUE", "orm", ("orm", "redis", "sqs"))


def test_an_address_has_no_slash_at_its_end() -> None:
    assert Environment({"X": "https://example.org/"}).address("X", "") == "https://example.org"


def test_a_list_leaves_empty_parts_out() -> None:
    assert Environment({"X": "a, ,b,"}).several("X") == ["a", "b"]


def test_the_process_is_asked_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("ONE=file\nTWO=file\n")
    monkeypatch.setenv("TWO", "process")
    monkeypatch.delenv("DOTENV", raising=False)

    env = Environment.of_process(tmp_path / ".env")

    assert (env.text("ONE"), env.text("TWO")) == ("file", "process")


def test_the_file_can_be_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("ONE=file\n")
    monkeypatch.setenv("DOTENV", "off")

    assert Environment.of_process(tmp_path / ".env").text("ONE") == ""
