"""Secrets are planted wherever the room must not look, then every scene is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.engine import commands as c
from facilitator.engine.script import Script
from facilitator.tui.screen.frame import Size, frame
from tests import sample
from tests.sample import Playing
from tests.tui.screen.workshop import seen, vote

SECRET = "ZQXSECRET"
KINDS = [phase.id for phase in sample.script().phase]


def _planted() -> Script:
    """The sample script with a secret in everything only a facilitator may read."""
    script = sample.script()
    hosts = tuple(replace(host, name=f"{SECRET} hôte") for host in script.workshop.hosts)
    phases = tuple(
        replace(phase, notes=f"{SECRET} notes", outcome=f"{SECRET} issue", seeds=(f"{SECRET} graine",))
        for phase in script.phase
    )
    return replace(script, workshop=replace(script.workshop, hosts=hosts), phase=phases)


def _played(phase: str) -> Playing:
    """Late, under review, with ideas that are veiled, waiting, masked, parked, withdrawn or signed."""
    playing = sample.begin(_planted())
    playing.now = sample.START + 1_200
    playing.do(*(c.Join(phone) for phone in sample.PEOPLE), c.StartPhase())
    if playing.state.phase != phase:
        playing.do(c.GoToPhase(phase))
    current = playing.state.current
    assert current is not None
    if current.kind == "collect":
        _write(playing, phase)
    if current.kind == "commit":
        playing.do(
            c.Commit("e1", ((current.fields[0], f"{SECRET} intime"),), share=True, channel="phone", author="tel01")
        )
    return playing


def _write(playing: Playing, phase: str) -> None:
    fields = _planted().find(phase).fields
    about: dict[str, object] = {"fields": ((fields[0], f"{SECRET} mot"),)} if fields else {}
    text = "" if fields else f"{SECRET} mot"
    for number, gesture in enumerate((c.Mask("i001"), c.Park("i002"), None)):
        playing.do(c.SubmitIdea(f"i{number + 1:03}", text, channel="phone", author=sample.PEOPLE[number], **about))  # type: ignore[arg-type]
        if gesture:
            playing.do(gesture)
    playing.do(c.WithdrawIdea("i003", sample.PEOPLE[2]), c.SetReview(True))
    playing.do(c.SubmitIdea("i004", text, channel="phone", author=sample.PEOPLE[3], **about))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 45)])
@pytest.mark.parametrize("phase", KINDS)
def test_no_secret_is_ever_on_the_screen(phase: str, size: tuple[int, int]) -> None:
    playing = _played(phase)
    for later in (0, 60, 5_000):
        view = seen(playing)
        text = "\n".join(line.plain for line in frame(view, Size(*size), view["now"] + later, 0).lines)
        assert SECRET not in text
        assert "retard" not in text
        assert not any(phone in text for phone in sample.PEOPLE)


def test_a_veiled_card_is_seen_and_not_read() -> None:
    playing = sample.begin()
    playing.do(c.StartPhase(), c.GoToPhase("doutes"))
    playing.do(c.SubmitIdea("i001", f"{SECRET} voilé", column="Je ne comprends pas"))
    view = seen(playing)
    text = "\n".join(line.plain for line in frame(view, Size(80, 24), view["now"], 0).lines)
    assert SECRET not in text
    assert "1\u00a0carte" in text or "1 carte" in text


def test_a_vote_has_no_figure_before_it_is_revealed() -> None:
    view = seen(vote(revealed=False))
    text = "\n".join(line.plain for line in frame(view, Size(80, 24), view["now"], 0).lines)
    assert "points · " not in text and "▄" * 5 not in text.replace("▀", "")
    assert "9 bulletins" in text
