from __future__ import annotations

import pytest
from click.testing import CliRunner

from facilitator.cli.group import facilitator
from facilitator.options import OPTIONS, read_quickly


def test_a_plain_run_is_read_without_click() -> None:
    call = read_quickly(["--data", "d", "run", "au-secours-stats", "--port=80", "--single-screen", "--speed", "10"], {})

    assert call is not None
    assert (call.command, call.argument) == ("run", "au-secours-stats")
    assert (call.values["data"], call.values["port"], call.values["speed"]) == ("d", 80, 10.0)
    assert call.values["single_screen"] is True
    assert call.values["lang"] == "fr"


def test_a_resume_needs_no_name() -> None:
    call = read_quickly(["resume"], {"FACILITATOR_DATA": "d"})

    assert call is not None
    assert (call.command, call.argument, call.values["data"]) == ("resume", "", "d")


def test_options_may_come_before_the_script() -> None:
    call = read_quickly(["run", "--start", "14:30", "x.toml"], {})

    assert call is not None
    assert (call.argument, call.values["start"]) == ("x.toml", "14:30")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["run"],
        ["run", "a", "b"],
        ["run", "a", "--help"],
        ["run", "a", "--colour"],
        ["run", "a", "--port"],
        ["run", "a", "--port", "many"],
        ["run", "a", "--port", "65536"],
        ["run", "a", "--speed", "fast"],
        ["run", "a", "--speed", "0"],
        ["run", "a", "--single-screen=yes"],
        ["--lang", "de", "run", "a"],
        ["--verbose", "run", "a"],
        ["check", "a"],
        ["serve", "a"],
        ["-h"],
        ["run", "--", "a"],
    ],
)
def test_anything_unusual_is_left_to_click(arguments: list[str]) -> None:
    assert read_quickly(arguments, {}) is None


@pytest.mark.parametrize("command", OPTIONS)
def test_click_knows_the_same_options(command: str) -> None:
    found = facilitator.get_command(None, command)  # type: ignore[arg-type]
    assert found is not None
    known = {name: parameter.default for parameter in found.params for name in parameter.opts}

    assert {option.name: option.default for option in OPTIONS[command]}.items() <= known.items()


@pytest.mark.parametrize("command", OPTIONS)
def test_every_option_that_is_not_hidden_is_explained(command: str) -> None:
    shown = CliRunner().invoke(facilitator, [command, "--help"]).output

    for option in OPTIONS[command]:
        assert (option.name in shown) != option.hidden
