"""One workshop with a phase of every kind, and what a phone shows in each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from facilitator.engine import commands as c
from facilitator.engine.script import Case, GroundRules, LobbyPoll, Phase, Round, Script, Workshop
from facilitator.engine.views import PhoneView, Room, phone_view
from tests.engine.play import Play

ME = "moi"

PHASES = (
    Phase("ouverture", "Bonjour, et je n’y comprends rien", "talk", 6, instruction="Un prénom, et le chiffre qui vous fait peur.", question="Qui s’est déjà perdu dans ses statistiques ?"),
    Phase("doutes", "Ce qui coince", "collect", 8, form="solo", max_per_person=3, columns=("Je ne sais pas mesurer", "Je ne sais pas lire", "Je ne sais pas dire"), question="Quel chiffre vous demande-t-on sans que vous sachiez pourquoi ?", instruction="Seul, en silence. Une idée par carte.", examples=("Le taux d’ouverture de la lettre, tous les lundis.",), prompts=("Et celui que personne ne lit ?",)),
    Phase("fiches", "La table des chiffres", "collect", 10, form="trios", fields=("Chiffre", "Outil", "Décision qu’il permet"), question="Un chiffre utile, et ce qu’il change."),
    Phase("solutions", "Ce qui marche ailleurs", "respond", 12, form="plenary", rows=("On compte tout, on ne décide rien", "Chaque service a son tableau", "L’élu veut des abonnés"), columns=("Ça marche", "Ça a raté", "À essayer")),
    Phase("familles", "On range", "group", 6, source="doutes", instruction="On lit à voix haute, et on rapproche."),
    Phase("bacs", "Qui répond à quoi ?", "group", 6, bins=("Standard", "Community manager", "Cabinet"), cards=("« Mon bus n’est pas passé »", "« Le maire est nul »", "« À quelle heure ouvre la piscine ? »"), one_result_per_group=True),
    Phase("vote", "Par quoi commencer", "vote", 4, source="doutes", points=3, max_per_item=2, keep=2, question="De quoi parle-t-on après la pause ?"),
    Phase("pause", "On souffle", "break", 5, priority="reserve"),
    Phase("debat", "Débat mouvant", "position", 10, case=(Case("Les chiffres et la décision", "Un chiffre qui ne change aucune décision doit disparaître du tableau.", "Une mairie suit 42 indicateurs. Personne n’ose en retirer un.", 5),)),
    Phase("tri", "Utile, coûteux ?", "matrix", 6, source="doutes", max_items=3, x_axis=("Coût", "rien", "beaucoup"), y_axis=("Utilité", "aucune", "évidente")),
    Phase("entretiens", "Deux par deux", "talk", 6, form="pairs", capture="none", roles=("L’un raconte", "L’autre écoute sans interrompre"), round=(Round("Premier tour", 3, instruction="Puis on échange."), Round("Deuxième tour", 3))),
    Phase("lundi", "Lundi matin", "commit", 5, priority="protected", fields=("Lundi, je…", "avec…"), instruction="Une seule chose, faisable avant vendredi."),
    Phase("secret", "Rien que pour moi", "commit", 3, priority="protected", sharing="never"),
    Phase("cloture", "Ce que nous retenons", "validate", 8, priority="protected", sections=("Conclusions",)),
)  # fmt: skip

SCRIPT = Script(
    Workshop("Au secours, je suis perdu dans mes stats", 960, 1020, code="stats", seats=24),
    PHASES,
    ground_rules=GroundRules("Ce qui se dit ici peut se raconter, jamais qui l’a dit."),
    lobby=LobbyPoll("Combien de tableaux de bord suivez-vous ?", ("Aucun", "Un seul", "Trop pour les compter")),
)


def _idea(id_: str, text: str, author: str, column: int = 0, phase: str = "doutes") -> c.SubmitIdea:
    return c.SubmitIdea(id_, text, "phone", author, phase=phase, column=PHASES[1].columns[column])


def _doubts(play: Play) -> None:
    play.do(
        _idea("a", "Le nombre d’abonnés, chaque semaine, pour un tableau que personne n’ouvre.", ME),
        _idea("b", "Je ne sais pas si 3 % d’engagement, c’est bien ou mal.", "autre", 1),
        _idea("c", "Expliquer au directeur que « vu » ne veut pas dire « lu ».", "autre", 2),
        c.ShowPrompt(),
    )


def _card(play: Play) -> None:
    play.do(c.SubmitIdea("f", channel="phone", author=ME, phase="fiches", fields=(("Chiffre", "Appels au standard"), ("Outil", "Le téléphone"))))  # fmt: skip


def _themes(play: Play) -> None:
    play.do(c.CreateTheme("t1", "Compter pour compter", ("a", "b")))


def _sorted(play: Play) -> None:
    play.do(c.JoinGroup(ME, "2"), c.PlaceItem("card:0", "bin:0", participant=ME))


def _stand(play: Play) -> None:
    play.do(c.TakeStance(ME, 2, 0, "before"))


def _marks(play: Play) -> None:
    play.do(c.RateItem(ME, "a", 4, 1))


def _sentences(play: Play) -> None:
    play.do(
        c.WriteSentence("s1", "Un chiffre sans décision au bout ne mérite pas un tableau.", "Conclusions"),
        c.WriteSentence("s2", "Trois indicateurs suffisent, si tout le monde les lit.", "Conclusions"),
        c.JudgeSentence("s1", "agreed"),
        c.GiveOpinion("s1", ME, "agree"),
    )


def _cast(play: Play) -> None:
    play.do(c.CastVotes(ME, (("a", 2),), "phone"))


def _ready(play: Play) -> None:
    play.do(c.SayReady(ME))


def _nothing(play: Play) -> None:
    """What the phase shows by itself."""


_STEPS: tuple[tuple[str, str, Callable[[Play], None]], ...] = (
    ("talk", "ouverture", _nothing),
    ("collect-first", "doutes", _nothing),
    ("collect", "doutes", _doubts),
    ("collect-ready", "doutes", _ready),
    ("fields", "fiches", _card),
    ("respond", "solutions", _nothing),
    ("group", "familles", _themes),
    ("sort", "bacs", _sorted),
    ("vote", "vote", _cast),
    ("break", "pause", _nothing),
    ("position", "debat", _stand),
    ("matrix", "tri", _marks),
    ("talk-unrecorded", "entretiens", _nothing),
    ("commit", "lundi", _nothing),
    ("commit-never", "secret", _nothing),
    ("validate", "cloture", _sentences),
)


def scenes(script: Script = SCRIPT) -> Iterator[tuple[str, PhoneView]]:
    """The name of each thing a phone may show, and its view, from the lobby to the end."""
    play = Play(script, start=datetime(2026, 11, 24, 16).astimezone().timestamp()).phone(ME, "autre")
    play.now = play.state.planned_start or 0.0
    yield "lobby", _view(play)
    for name, phase, happen in _STEPS:
        play.at(phase)
        happen(play)
        yield name, _view(play)
        if name in ("vote", "position", "matrix"):
            yield f"{name}-closed", _view(play.do(c.Reveal()))
    yield "ended", _view(play.do(c.EndSession()))


def _view(play: Play) -> PhoneView:
    return phone_view(play.state, play.now, Room(), ME)
