"""A whole workshop, played through commands: eighteen people lost in their figures, one hour, no network trouble.

`play()` gives the session at its end, `play(until="tri")` as that phase has just been led; `keep(session, data)` lays
it down as a host would: journal, script, TinyDB and index.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import count

from facilitator.engine import commands as c
from facilitator.engine.decide import answer
from facilitator.engine.events import Entry
from facilitator.engine.opening import opening
from facilitator.engine.reduce import reduce
from facilitator.engine.script import Script
from facilitator.engine.state import Channel, Idea, Moment, SessionState, Verdict
from facilitator.store.codec import encode_entry
from facilitator.store.journal import Journal
from facilitator.store.library import record
from facilitator.store.opening import header_of
from facilitator.store.paths import DataFolder, SessionFolder
from facilitator.store.results import write_results
from facilitator.store.scripts import find_script, read_script

SESSION = "20261124-160000-stats-3fa9"
START = datetime(2026, 11, 24, 16, 0).astimezone().timestamp()
PEOPLE = tuple(f"tel{i:02}" for i in range(1, 15))
"""Phones; four people more have none."""
PRESENT = 18

DOUBTS: tuple[tuple[str, str], ...] = (
    ("Je ne comprends pas", "La différence entre portée, impressions et vues : chaque réseau a la sienne."),
    ("Je ne comprends pas", "Pourquoi le taux d’engagement double quand je change d’outil."),
    ("Je ne comprends pas", "Ce que veut dire « compte touché » quand la commune a 9 000 habitants et le post 14 000."),
    ("Je ne comprends pas", "Le trafic « direct » du site : c’est qui, ces gens ?"),
    ("Je ne comprends pas", "La courbe qui s’effondre depuis le bandeau cookies."),
    ("Je ne comprends pas", "Comment comparer une vidéo de dix secondes et une affiche."),
    ("Je ne comprends pas", "Le score de notoriété que l’agence nous facture."),
    ("Je regarde pour rien", "Le total d’abonnés, chaque lundi, par réflexe."),
    ("Je regarde pour rien", "Le nombre de partages : je ne sais jamais quoi en faire."),
    ("Je regarde pour rien", "Les heures de connexion de nos abonnés. Toujours 21 h."),
    ("Je regarde pour rien", "Le taux d’ouverture de la lettre interne, faussé depuis deux ans."),
    ("Je regarde pour rien", "Le nuage de mots des commentaires."),
    ("Je regarde pour rien", "Les pages vues du site, alors que tout le monde arrive par la page piscine."),
    ("On me le réclame", "Un classement avec la ville voisine."),
    ("On me le réclame", "« Combien de vues ? » avant même que la vidéo soit en ligne."),
    ("On me le réclame", "Le nombre d’abonnés, pour le rapport d’activité, depuis 2016."),
    ("On me le réclame", "Un chiffre par réseau et par semaine, dans un tableau que personne n’ouvre."),
    ("On me le réclame", "La preuve que la campagne a « marché », trois jours après."),
    ("On me le réclame", "Un retour sur investissement. D’une campagne de vaccination."),
    ("On me le réclame", "Des captures d’écran plutôt que des chiffres."),
)

METRICS: tuple[tuple[str, str, str, str], ...] = (
    (
        "Clics vers la prise de rendez-vous",
        "Statistiques du site",
        "Rendre service",
        "Le bouton est passé en haut de page",
    ),
    (
        "Appels au standard le lendemain d’un post",
        "Cahier de l’accueil",
        "Rendre service",
        "On poste avant 11 h, jamais le vendredi",
    ),
    ("Inscrits à la réunion publique", "Formulaire", "Faire venir", "Un rappel par SMS la veille"),
    ("Abonnés, tous réseaux", "Tableur", "Être vu", "Aucune"),
    (
        "Questions revenues trois fois en messagerie",
        "Comptage à la main",
        "Rendre service",
        "Une fiche pratique par mois",
    ),
    ("Temps moyen sur la page travaux", "Statistiques du site", "Rendre service", "La page a été coupée en quatre"),
    (
        "Enregistrements d’une publication",
        "Réseau social",
        "Rendre service",
        "On refait les formats gardés par les gens",
    ),
    ("Taux de clic de la lettre d’information", "Outil d’envoi", "Faire venir", "Cinq sujets au lieu de douze"),
    ("Part de commentaires restés sans réponse", "Comptage à la main", "Faire réagir", "Un tour de garde à trois"),
    ("Portée moyenne par publication", "Réseau social", "Être vu", "Aucune"),
)

ARGUMENTS: tuple[tuple[int, str, str], ...] = (
    (0, "for", "40 000 personnes savent que c’est fermé : c’était l’objectif."),
    (0, "for", "Les commentaires furieux viennent de gens concernés, pas d’inconnus."),
    (0, "for", "Sans ce post, c’est l’accueil qui prenait les 300 appels."),
    (0, "against", "Douze clics vers les horaires voisins : le service n’est pas rendu."),
    (0, "against", "La colère a été vue 40 000 fois, la solution douze."),
    (1, "for", "Ce nombre ne peut que monter : il ne dit rien de l’année."),
    (1, "for", "Nous avons acheté des abonnés en 2017, la moitié ne nous lit pas."),
    (1, "against", "C’est le seul chiffre que les élus comparent d’une année à l’autre."),
    (1, "against", "L’enlever sans rien proposer à la place, c’est perdre la page."),
)

STANCES: dict[tuple[int, Moment], tuple[int, ...]] = {
    (0, "before"): (3, 3, 2, 1, 0, 3, 2, 1, 1, 0, 2, 3, 1, 2),
    (0, "after"): (2, 2, 2, 1, 0, 2, 1, 1, 1, 0, 1, 3, 0, 2),
    (1, "before"): (0, 1, 1, 2, 3, 3, 2, 1, 0, 2, 1, 3, 2, 2),
    (1, "after"): (1, 1, 2, 2, 3, 3, 2, 2, 0, 2, 2, 3, 3, 2),
}
HANDS: dict[tuple[int, Moment], tuple[int, ...]] = {
    (0, "before"): (0, 1, 2, 1),
    (0, "after"): (1, 1, 1, 1),
    (1, "before"): (1, 1, 1, 1),
    (1, "after"): (0, 1, 2, 1),
}

MARKS: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = (
    ((1, 1, 2), (5, 4, 5, 5)),
    ((2, 3, 2), (5, 5, 4)),
    ((1, 2), (4, 4, 3)),
    ((1, 1, 1, 2), (1, 5, 1, 2)),
    ((3, 4, 3), (4, 5)),
    ((2, 2, 3), (3, 4, 3)),
    ((1, 2, 1), (3, 3, 2, 4)),
    ((2, 1), (2, 3, 2)),
)
"""Marks that go round the room: how long, how useful; people plainly disagree on the fourth."""

COMMITMENTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "Rendre service",
        "Clics vers le rendez-vous, appels du lendemain",
        "Jeudi, avec l’accueil, un cahier",
        "Le tableau du lundi",
    ),
    ("Faire venir", "Inscrits, présents", "Lundi, je demande la liste au service jeunesse", "Les captures d’écran"),
    ("Être compris", "Questions revenues trois fois", "Mardi, dix minutes avec la messagerie", "Le taux d’ouverture"),
    (
        "Décider à deux",
        "Un seul chiffre par objectif",
        "Je montre la page à ma directrice vendredi",
        "Le nombre de partages",
    ),
    ("Rendre service", "Commentaires sans réponse", "Un tour de garde dès lundi", ""),
)

SENTENCES: tuple[tuple[str, Verdict, str, str], ...] = (
    ("Un indicateur qui n’a jamais fait prendre une décision sort du tableau de bord.", "agreed", "", ""),
    (
        "Le meilleur outil de mesure est souvent l’accueil : un cahier et une croix par appel suffisent.",
        "agreed",
        "",
        "",
    ),
    (
        "On ne compare que ses propres chiffres, d’une année à l’autre, avec le même outil.",
        "nuanced",
        "Sauf quand deux structures ont le même objectif et la même définition.",
        "On ne se compare jamais à la ville voisine.",
    ),
    (
        "Le nombre d’abonnés doit disparaître des bilans.",
        "disagreed",
        "Sans chiffre de remplacement, les élus perdent leur seul repère d’une année à l’autre.",
        "",
    ),
    ("Trois chiffres au plus par objectif, et chacun a son lecteur.", "agreed", "", ""),
)


@dataclass
class Playing:
    """A session being played: every command goes through `answer`, every entry is kept."""

    state: SessionState
    now: float = START
    entries: list[Entry] = field(default_factory=list)
    _ids: count[int] = field(default_factory=lambda: count(1))

    def do(self, *commands: c.Command, after: float = 1.0) -> SessionState:
        """Commands, each some seconds after the one before."""
        for command in commands:
            self.now += after
            entry = answer(command, self.state, self.now, lambda: f"x{next(self._ids)}")
            if entry is not None:
                self.entries.append(entry)
                self.state, _ = reduce(entry, self.state)
        return self.state

    def wait(self, minutes: float) -> None:
        """Time that passes."""
        self.now += minutes * 60

    def idea(self, number: int, text: str = "", **about: object) -> None:
        """An idea from whoever has the number: mostly phones, then the keyboard, paper and the facilitators."""
        channel, author = _channel(number)
        self.do(c.SubmitIdea(id=f"i{len(self.state.ideas) + 1:03}", text=text, channel=channel, author=author, **about))  # type: ignore[arg-type]


def _channel(number: int) -> tuple[Channel, str]:
    if number % 7 == 5:
        return "keyboard", ""
    if number % 7 == 6:
        return "paper", ""
    return "phone", PEOPLE[number % len(PEOPLE)]


@lru_cache
def script() -> Script:
    """The shipped script of the first workshop."""
    read = read_script(find_script("au-secours-stats")).script
    assert read is not None
    return read


def begin(of: Script | None = None) -> Playing:
    """A session in its lobby."""
    return Playing(opening(SESSION, of or script(), START - 600, START))


def play(until: str = "cloture") -> Playing:
    """The session as the phase named has just been led; the last one also ends it."""
    playing = begin()
    _arrive(playing)
    for phase, lead in LEADS.items():
        lead(playing)
        if phase == until:
            return playing
    raise KeyError(until)


def _arrive(playing: Playing) -> None:
    playing.now = START - 480
    playing.do(*(c.Join(phone) for phone in PEOPLE), after=20)
    playing.do(*(c.AnswerPoll(phone, i % 5) for i, phone in enumerate(PEOPLE)))
    playing.do(c.CountHeads(PRESENT))
    playing.now = START + 60


def _welcome(playing: Playing) -> None:
    playing.do(c.StartPhase())
    playing.wait(1)
    playing.do(c.ShowPrompt())
    playing.wait(2)


def _doubts(playing: Playing) -> None:
    playing.do(c.NextPhase())
    for number, (column, text) in enumerate(DOUBTS):
        playing.idea(number, text, column=column)
    playing.idea(0, "Notre directrice, Mme Durand, ne lit que la dernière ligne.", column="On me le réclame")
    playing.do(c.Mask(f"i{len(playing.state.ideas):03}"), c.Reveal())
    playing.do(c.Keep("i002"), c.Keep("i017"), c.Keep("i008"))
    playing.do(c.SubmitIdea("i900", "Qui a le droit de lire les statistiques d’un compte d’élu ?", parked=True))
    playing.wait(5)


def _metrics(playing: Playing) -> None:
    playing.do(c.NextPhase())
    names = script().find("table").fields
    for number, values in enumerate(METRICS):
        fields = tuple(zip(names, values, strict=True))
        playing.idea(number, fields=fields, group=str(number % 6 + 1))
    playing.wait(6)
    playing.do(c.NextRound())
    playing.wait(4)
    playing.do(c.NextRound())
    playing.do(*(c.Keep(idea.id) for idea in _lines(playing)[:8]))
    playing.wait(3)


def _lines(playing: Playing) -> list[Idea]:
    return [idea for idea in playing.state.ideas.values() if idea.phase == "table"]


def _debate(playing: Playing) -> None:
    playing.do(c.NextPhase())
    for case in (0, 1):
        moments: tuple[Moment, ...] = ("before", "after")
        for moment in moments:
            playing.do(c.ChooseCase(case, moment))
            for phone, value in zip(PEOPLE, STANCES[case, moment], strict=True):
                playing.do(c.TakeStance(phone, value, case, moment))
            playing.do(c.CountStances(HANDS[case, moment], case, moment), c.Reveal())
            if moment == "before":
                for number, (_, side, text) in enumerate(a for a in ARGUMENTS if a[0] == case):
                    playing.idea(number * 5, text, column=side, row=f"case:{case}")
            playing.wait(2)


def _matrix(playing: Playing) -> None:
    playing.do(c.NextPhase())
    for idea, (cost, use) in zip(_lines(playing), MARKS, strict=False):
        for voter, phone in enumerate(PEOPLE[:12]):
            x, y = cost[voter % len(cost)], use[voter % len(use)]
            playing.do(c.RateItem(phone, idea.id, x=x, y=y), after=0.1)
    playing.do(c.Reveal())
    playing.wait(5)


def _breathe(playing: Playing) -> None:
    playing.do(c.NextPhase())
    playing.wait(1)


def _commit(playing: Playing) -> None:
    playing.do(c.NextPhase())
    names = script().find("engagement").fields
    for number, values in enumerate(COMMITMENTS):
        fields = tuple((name, value) for name, value in zip(names, values, strict=True) if value)
        playing.do(c.Commit(f"e{number}", fields, share=True, channel="phone", author=PEOPLE[number]))
    playing.do(*(c.Commit(f"e{n}", (), share=False, channel="phone", author=PEOPLE[n]) for n in range(5, 11)))
    playing.wait(7)


def _close(playing: Playing) -> None:
    playing.do(c.NextPhase())
    evidence = (
        ("i008", "i017", "i026"),
        ("i024", "i027"),
        ("i014", "i002"),
        ("i008", "i016", "i026"),
        ("i017", "i023"),
    )
    for number, (text, _, _, original) in enumerate(SENTENCES):
        playing.do(c.WriteSentence(f"s{number}", original or text, evidence=evidence[number]))
    for number, (text, verdict, nuance, original) in enumerate(SENTENCES):
        if original:
            playing.do(c.EditSentence(f"s{number}", text))
        playing.do(c.JudgeSentence(f"s{number}", verdict, nuance), after=35)
    scores = (4, 5, 4, 4, 3, 5, 4, 4, 5, 3, 4)
    words = ("utile", "court", "concret", "", "dense", "des lignes à voler", "", "", "enfin", "", "")
    playing.do(*(c.GiveRoti(phone, s, w) for phone, s, w in zip(PEOPLE, scores, words, strict=False)))
    playing.do(c.FreezeSynthesis(PRESENT))
    playing.do(c.EndSession(), after=60)


LEADS = {
    "ouverture": _welcome,
    "doutes": _doubts,
    "table": _metrics,
    "lectures": _debate,
    "tri": _matrix,
    "tampon": _breathe,
    "engagement": _commit,
    "cloture": _close,
}


def keep(playing: Playing, data: DataFolder) -> SessionFolder:
    """Lay the session down in a data folder, as a host would."""
    folder = data.create().session(playing.state.session).create()
    text = find_script("au-secours-stats").read_text(encoding="utf-8")
    folder.script.write_text(text, encoding="utf-8")
    journal = Journal.open(folder.path, header_of(playing.state, text))
    for entry in playing.entries:
        journal.append(encode_entry(entry), lambda error: None)
    journal.close()
    write_results(folder.path, playing.state)
    record(data, playing.state)
    return folder
