"""Secrets are planted wherever the room must not look; then every byte that leaves the host is searched for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator.engine.script import Kind, Phase
from facilitator.live.door import RoomDoor
from facilitator.store.opening import load_state
from tests.abuse.doors import doors
from tests.abuse.ears import Ears, overheard
from tests.browser.scenes import WORKSHOP
from tests.cli.test_screen import screen
from tests.harness.hosting import KEY, Hosted, host_process
from tests.harness.terminal import Terminal
from tests.web.guesthouse import Phone

WHERE_THE_CODE_IS = "screen|terminal|another phone: (GET|POST) (?!/(view|events|health)$)"
"""On the room's screen, and on the pages of who came in with it."""
PUBLISHED = ("meneuse", "metier", "mairie", "garee-doutes", "garee-fiches", "consenti")
"""What the account tells once the workshop is over: who led, what stays open, what people agreed to share."""
PRIVACY = Path(__file__).parents[2] / "docs" / "vie-privee.md"
WIFI = ("reseau", "sesame")
HOSTS = """
[[workshop.hosts]]
name = "ZQ-meneuse"
job = "ZQ-metier"
organisation = "ZQ-mairie"

[network]
wifi_name = "ZQ-reseau"
wifi_password = "ZQ-sesame"

[materials]
items = ["ZQ-materiel"]

[ground_rules]
signature = "free"
"""
PRIVATE = """
notes = "ZQ-notes-{0}"
outcome = "ZQ-issue-{0}"
provocations = ["ZQ-provocation-{0}"]
energizers = ["ZQ-energie-{0}"]
"""


def planted() -> str:
    """The workshop with a secret in all that only facilitators read."""
    text = WORKSHOP.read_text(encoding="utf-8").replace("[ground_rules]\n", HOSTS)
    text = text.replace("[lobby]", '[[ground_rules.reminder]]\ntitle = "ZQ-rappel"\ntext = "ZQ-droit"\n\n[lobby]')
    text = re.sub(r'^id = "(\w+)"\n', lambda found: found[0] + PRIVATE.format(found[1]).lstrip(), text, flags=re.M)
    text = text.replace('id = "doutes"\n', 'id = "doutes"\nseeds = ["ZQ-graine"]\n')
    return text.replace('id = "fiches"\n', 'id = "fiches"\nveil = "closed"\n')


@dataclass(frozen=True)
class Moment:
    """One moment of the workshop."""

    name: str
    heard: dict[str, bytes]
    secrets: dict[str, str]
    """What nobody should hear, but for the ears that its pattern names."""
    console: bytes
    """What the facilitators read."""


class Room:
    """A host, people who give it their secrets, and ears."""

    def __init__(self, host: Hosted, terminal: Terminal) -> None:
        self.host = host
        self.phases = load_state(host.folder).script.phase
        self._door = RoomDoor.open(host.folder / "door.json")
        self.ears = Ears(host, self._door.code, terminal)
        self.secrets = dict.fromkeys((KEY, self._door.key, *re.findall(r"ZQ-[\w-]+", planted())), "")
        self.secrets[self._door.code] = WHERE_THE_CODE_IS
        self.unsaid: list[str] = []
        """What no file may hold."""
        self.moments: list[Moment] = []

    def do(self, command: str, **fields: object) -> None:
        status, said = self.host.send(command, **fields)
        assert status == 201, (command, said)

    def listen(self, moment: str, sign: str | None = None) -> None:
        """Takes down what everybody hears."""
        heard = self.ears.listen(sign)
        page = Phone(self.host).get(self.host.address.remote + "?all").body
        view = Phone(self.host).get(f"{self.host.address.remote}/view").body
        self.moments.append(Moment(moment, heard, dict(self.secrets), page + view))

    def hide(self, word: str) -> str:
        """From now on, nobody but facilitators may read this."""
        self.secrets[f"ZQ-{word}"] = ""
        return f"ZQ-{word}"

    def show(self, word: str) -> None:
        """From now on, everybody may."""
        del self.secrets[f"ZQ-{word}"]

    def give(self, path: str, **fields: object) -> Phone:
        """Somebody new sends something; nobody else may see who."""
        phone = Phone(self.host).joins()
        token = phone.cookie.partition("=")[2]
        self.secrets |= {token: "", self._door.identity_of(token): ""}
        self.unsaid.append(token)
        answer = phone.send(path, **fields)
        assert answer.status == 201, answer.body
        return phone

    def idea(self, phase: Phase, name: str) -> Phone:
        """Somebody writes a secret, and signs it."""
        word = self.hide(name)
        self.ears.known.add(name)
        words = {"fields": {phase.fields[0]: word}} if phase.fields else {"text": word}
        return self.give("/ideas", id=name, signature=self.hide(f"signe-{name}"), **words)


def _give_ideas(room: Room, phase: Phase) -> None:
    if phase.veiled:
        room.idea(phase, f"voilee-{phase.id}")
        room.idea(phase, f"retiree-{phase.id}").send(f"/ideas/retiree-{phase.id}/withdraw")
        for gesture, name in (("park", "garee"), ("mask", "masquee")):
            room.idea(phase, f"{name}-{phase.id}")
            room.do(gesture, id=f"{name}-{phase.id}")
    room.do("set-review", review=True)
    room.idea(phase, f"attend-{phase.id}")
    room.idea(phase, f"ecartee-{phase.id}")
    room.do("mask", id=f"ecartee-{phase.id}")
    room.do("set-review", review=False)


def _give_ballots(room: Room, phase: Phase) -> None:
    item = Phone(room.host).joins().view["items"][0]["id"]
    name = room.hide("voisine")
    room.give("/votes", neighbour=name, points={item: 1})
    room.unsaid.append(name)


def _give_reasons(room: Room, phase: Phase) -> None:
    room.give("/stances", value=0, reason=room.hide("raison"))


def _give_commitments(room: Room, phase: Phase) -> None:
    [field, *_] = phase.fields or ("Mon engagement",)
    private = room.hide(f"intime-{phase.id}")
    room.give("/commitments", id=f"promesse-{phase.id}", fields={field: private})
    room.unsaid.append(private)
    if phase.sharing == "choice":
        room.give("/commitments", id="consenti", fields={field: room.hide("consenti")}, share=True)


def _give_last_words(room: Room, phase: Phase) -> None:
    room.do("write-sentence", id="s1", text="Trois chiffres suffisent.")
    room.give("/wordings/s1", id="w1", text=room.hide("autrement"))
    room.give("/roti", score=4, word=room.hide("mot"))


def _give_nothing(room: Room, phase: Phase) -> None:
    """People talk, sort or rest."""


GIVEN: dict[Kind, Callable[[Room, Phase], None]] = {
    "collect": _give_ideas,
    "respond": _give_ideas,
    "vote": _give_ballots,
    "position": _give_reasons,
    "commit": _give_commitments,
    "validate": _give_last_words,
}
"""What people give, in each kind of phase, that others must not read."""


def show_the_way_in(room: Room) -> None:
    """The one moment when the room may read how its Wi-Fi opens."""
    room.do("show-way-in", shown=True)
    for word in WIFI:
        room.show(word)
    room.listen("the way in", sign="POUR PARTICIPER")
    room.do("show-way-in", shown=False)
    room.ears.listen()
    for word in WIFI:
        room.hide(word)


def lead(room: Room) -> None:
    """What facilitators do in the middle of a phase."""
    room.do("show-prompt", text="Et encore ?")
    room.do("open-remote", opened=True)
    room.do("hand-over-keyboard")
    room.do("pause")
    room.listen("paused")
    room.do("blank-screen", blank=True)
    room.listen("blank", sign="")
    room.do("blank-screen", blank=False)
    letters = room.host.ask("GET", f"{room.host.address.remote}/view")[1]["keyboard_code"]
    room.do("take-back-keyboard", code=letters)


def walk(room: Room) -> None:
    """The whole workshop, from the lobby to after the end."""
    room.listen("lobby")
    show_the_way_in(room)
    for phase in room.phases:
        room.do("start-phase" if phase is room.phases[0] else "next-phase")
        GIVEN.get(phase.kind, _give_nothing)(room, phase)
        room.listen(phase.id)
        if phase.id == "doutes":
            lead(room)
        if phase.veiled:
            room.do("reveal")
            if phase.kind == "collect":
                room.show(f"voilee-{phase.id}")
            room.listen(f"{phase.id}, revealed")
    room.do("end-session")
    for word in PUBLISHED:
        room.secrets[f"ZQ-{word}"] = "take-away"
    room.listen("the end")


@dataclass(frozen=True)
class Walked:
    """A workshop that is over."""

    phases: tuple[Phase, ...]
    moments: dict[str, Moment]
    unsaid: list[str]
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    folder = tmp_path_factory.mktemp("walk")
    with host_process(folder, planted()) as process:
        process.start()
        with screen(folder, columns=160, rows=45) as terminal:
            room = Room(process.hosted, terminal)
            with closing(room.ears):
                walk(room)
        process.let_go()
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return Walked(room.phases, {moment.name: moment for moment in room.moments}, room.unsaid, files)


@pytest.mark.slow
def test_no_secret_is_heard_at_any_moment(walked: Walked) -> None:
    leaks = {name: overheard(moment.heard, moment.secrets) for name, moment in walked.moments.items()}

    assert {name: leak for name, leak in leaks.items() if leak} == {}


@pytest.mark.slow
def test_what_is_never_shared_is_in_no_file(walked: Walked) -> None:
    assert len(walked.unsaid) > 20 and any(b"ZQ-consenti" in said for said in walked.files.values())
    assert overheard(walked.files, dict.fromkeys(walked.unsaid, "")) == []


@pytest.mark.slow
def test_every_file_left_is_on_the_page_about_privacy(walked: Walked) -> None:
    told = PRIVACY.read_text(encoding="utf-8")

    assert [name for name in walked.files if f"`{name}`" not in told and name != "petit.toml"] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "ears"),
    [
        ("doutes, revealed", {"a stranger: GET /screen", "the room’s terminal"}),
        ("vote", {"another phone: GET /", "another phone: GET /view", "another phone: POST /ideas"}),
    ],
)
def test_the_same_search_finds_what_everybody_may_read(walked: Walked, moment: str, ears: set[str]) -> None:
    found = overheard(walked.moments[moment].heard, {"ZQ-voilee-doutes": ""})

    assert {f"'ZQ-voilee-doutes' was heard by {ear}" for ear in ears} <= set(found)


@pytest.mark.slow
def test_the_same_search_finds_every_secret_on_the_facilitators_side(walked: Walked) -> None:
    moment = walked.moments["doutes"]
    here = {word: "" for word in moment.secrets if word.startswith("ZQ-") and word.endswith("-doutes")}

    assert len(here) == 16
    assert len(overheard({"the console": moment.console}, here)) == len(here)


@pytest.mark.slow
def test_every_door_and_every_moment_was_listened_to(walked: Walked) -> None:
    assert len(walked.moments) == len(walked.phases) + sum(phase.veiled for phase in walked.phases) + 5
    for moment in walked.moments.values():
        for who in ("a stranger", "another phone"):
            heard = [name for name in moment.heard if name.startswith(who)]
            assert len(heard) >= len(doors())
            assert all(moment.heard[name] for name in heard)
