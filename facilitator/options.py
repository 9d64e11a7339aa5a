"""The options of the commands that open a session, written once: click makes its own of them, and the quick way in
reads them without click, which takes longer to import than a console has before its first paint.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as mypy takes it: what is imported here, a first paint waits for
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# The catalogue finds these strings by this name; `facilitator.locale` itself is too slow to import on the quick way.
N_ = str

USUAL_PORT = 8017
LANGUAGES = ("fr", "en")

Value = str | int | float | bool


class Option:
    """One option; a `read` of bool makes it a flag."""

    def __init__(
        self,
        name: str,
        read: Callable[[str], Value],
        default: Value,
        help: str,  # noqa: A002 - click's own word
        metavar: str = "",
        hidden: bool = False,
    ) -> None:
        self.name = name
        self.read = read
        self.default = default
        self.help = help
        self.metavar = metavar
        self.hidden = hidden

    @property
    def key(self) -> str:
        """Its name as Python writes it."""
        return self.name.removeprefix("--").replace("-", "_")


class Between:
    """Reads a number that has a least and a most. Raises ValueError."""

    def __init__(self, read: Callable[[str], int | float], least: int | float, most: int | float) -> None:
        self.read = read
        self.least = least
        self.most = most

    def __call__(self, text: str) -> int | float:
        number = self.read(text)
        if not self.least <= number <= self.most:
            raise ValueError(text)
        return number


_PORTS = Between(int, 0, 65_535)
_SPEEDS = Between(float, 1, 3600)
_PORT = Option(
    "--port",
    _PORTS,
    0,
    N_("Le port où répond l’atelier (sinon : 8017, ou le suivant qui est libre)."),
    metavar=N_("PORT"),
)
_NETWORK = (
    Option(
        "--host",
        str,
        "",
        N_("L’adresse que donne le QR code (sinon : la plus probable ; 127.0.0.1 : cet ordinateur seul)."),
        metavar=N_("ADRESSE"),
    ),
    Option("--no-web", bool, False, N_("Sans téléphones : rien ne s’ouvre au réseau.")),
)
_WEB = Option("--web", bool, False, N_("Ouvrir aux téléphones un atelier commencé avec --no-web."))
_SINGLE = Option("--single-screen", bool, False, N_("Un seul écran : F2 passe de la console à ce que voit le public."))
_NEW = (
    Option("--room", str, "", N_("La salle, telle qu’on l’appelle."), metavar=N_("SALLE")),
    Option(
        "--start",
        str,
        "",
        N_("L’heure de début (sinon : celle du script si elle est proche, ou le premier Espace)."),
        metavar="HH:MM",
    ),
    Option("--speed", _SPEEDS, 1.0, N_("Faire passer le temps plus vite."), metavar="N", hidden=True),
)
_REHEARSAL = (
    Option("--speed", _SPEEDS, 10.0, N_("Combien de fois plus vite que le jour J, de 1 à 60."), metavar="N"),
    Option("--people", Between(int, 1, 1000), 24, N_("Combien de participants simulés."), metavar="N"),
    Option("--seed", int, 1, N_("Le tirage : deux répétitions du même se ressemblent."), metavar="N"),
    Option("--alone", bool, False, N_("L’atelier se mène seul, du début à la fin.")),
    _NEW[1],
)
OPTIONS: Mapping[str, tuple[Option, ...]] = {
    "run": (*_NEW, *_NETWORK, _PORT, _SINGLE),
    "rehearse": (*_REHEARSAL, *_NETWORK, _PORT, _SINGLE),
    "serve": (*_NEW, *_NETWORK, _WEB, _PORT),
    "resume": (*_NETWORK, _WEB, _PORT, _SINGLE),
}
"""Each command and its own options."""

_GENERAL = (Option("--lang", str, "fr", ""), Option("--data", str, "", ""))
_QUICK = ("run", "resume")


class Call:
    """A command with its argument and all its options, as the supervisor needs them."""

    def __init__(self, command: str, argument: str, values: Mapping[str, Value]) -> None:
        self.command = command
        self.argument = argument
        self.values = values


def read_quickly(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> Call | None:
    """The call, when it is a plain `run` or `resume`; None for anything that click should look at."""
    general, rest = _read(arguments, _GENERAL, stop_at_word=True)
    if general is None or not rest or rest[0] not in _QUICK or general["lang"] not in LANGUAGES:
        return None
    own, words = _read(rest[1:], OPTIONS[rest[0]])
    if own is None or len(words) > 1 or (rest[0] == "run" and not words):
        return None
    data = general["data"] or environ.get("FACILITATOR_DATA", "")
    return Call(rest[0], words[0] if words else "", {**general, **own, "data": data})


def _read(
    arguments: Sequence[str], options: Sequence[Option], stop_at_word: bool = False
) -> tuple[dict[str, Value] | None, list[str]]:
    """The options' values, None when one is not as it should be, and the words that are left."""
    known = {option.name: option for option in options}
    values: dict[str, Value] = {option.key: option.default for option in options}
    words: list[str] = []
    rest = list(arguments)
    while rest:
        if not rest[0].startswith("-"):
            if stop_at_word:
                return values, rest
            words.append(rest.pop(0))
            continue
        name, equals, given = rest.pop(0).partition("=")
        option = known.get(name)
        if option is None or (option.read is bool) == bool(equals) and option.read is bool:
            return None, words
        if option.read is bool:
            values[option.key] = True
            continue
        if not equals:
            if not rest:
                return None, words
            given = rest.pop(0)
        try:
            values[option.key] = option.read(given)
        except ValueError:
            return None, words
    return values, words
