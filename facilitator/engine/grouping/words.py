"""What a text is about: its words without the tools of grammar, cut to what their forms have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from facilitator.engine.text import fold

Language = Literal["fr", "en"]

STEM: Final = 6
"""Letters that the forms of one word share: as good as a stemmer for French, and for both languages at once."""

_WORD: Final = re.compile(r"[^\W_]+")

_TOOLS_FR: Final = """
a afin ai aie aient ainsi ait alors apres as assez au aujourd aurait auraient aussi autre autres aux avaient avait avec
avez avoir avons beaucoup bien car ce ceci cela celle celles celui certain certaine certaines certains ces cet cette
ceux chaque chez comme comment contre d dans de deja depuis des deux devoir devrait devraient doit doivent donc dont du
elle elles en encore entre es est et etaient etait etant etc ete etes etre eu eux fait faire fais faites faudrait faut
faudra font grace hui ici il ils j je jusqu jusque l la laquelle le lequel les lesquels leur leurs lieu lors lorsque
lui m ma mais me meme memes mes mettre mise moi moins mon n ne nos notamment notre nous on ont ou oui par parce
pendant peu peut peuvent place plus pour pourquoi pourrait pourraient pouvoir puis qu quand que quel quelle quelles
quelque quelques quels qui quoi rien s sa se selon sera serait seraient serai seront ses si soient soit sommes son
sont sous suis sur surtout t ta tant te tes toi ton toujours tous tout toute toutes tres trois trop tu un une va vers
via vont vos votre vous vraiment y
"""
_TOOLS_EN: Final = """
a about after all also am an and any are as at be because been being both but by can could did do does doing during
each even every few for from further get had has have having he her here him his how i if in into is it its itself
just let like make many me more most much must my need of off on one only or other our out over own per please put
same shall she should so some such than that the their them then there these they this those through to too two under
until up us use very via was way we well were what when where which while who why will with would yet you your
"""
_SMALL_FR: Final = """
a ai au aux avec ce ces d dans de des du elle en est et etre eux il ils j je l la le les leur lui m ma mais me meme mes
moi mon n ne nos notre nous on ont ou par pour qu que quel quelle quelles quels qui s sa se ses son sont sur t ta te tes
toi ton tu un une vos votre vous y
"""
_SMALL_EN: Final = """
a an and are as at be been but by for from had has have he her his i if in into is it its me my of on or our she so
that the their them they this to us was we were will with you your
"""
_PROPOSING_FR: Final = """
aider ameliorer amelioration appliquer application arreter arret assurer augmenter augmentation baisse baisser besoin
besoins bon bonne bons cas changer chose choses creation creer croire demander developpement developper dire donner
encourager exemple facon falloir favoriser fois garantir gens grand grande grandes grands important imposer instaurer
interdiction interdire laisser limitation limiter lutter maniere meilleur meilleure mesure mesures mettre modifier
necessaire niveau nombre nombreux nouveau nouveaux nouvelle nouvelles obligation obligatoire obliger partie passer
penser permettre personne personnes petit petite petits plusieurs point possible prendre promouvoir proposer
proposition reduire reel reelle reforme reformer rendre renforcer rester revoir savoir seul seule seulement
simplement sorte souhaiter stopper suppression supprimer tel telle telles tels totalement trouver utilisation utiliser
venir voir vouloir vrai vraie
"""
_PROPOSING_EN: Final = """
able add allow apply avoid ban become better big build change create creating develop encourage enable ensure everyone
forbid gets getting give going good great help important improve improved include increase increased instead keep
kind lead limit lots making new needs number offer people person possible promote propose provide reduce reform remove
require seem show sort start stop take thing things think try using want work
"""


class _Vocabulary(NamedTuple):
    """What says nothing of the subject, in one language."""

    tools: frozenset[str]
    """Grammar: whole words."""
    proposing: frozenset[str]
    """The gestures of any proposal (« créer », « supprimer », « permettre »): stems."""


def _vocabulary(tools: str, proposing: str) -> _Vocabulary:
    return _Vocabulary(frozenset(tools.split()), frozenset(word[:STEM] for word in proposing.split()))


_VOCABULARIES: Final[dict[Language, _Vocabulary]] = {
    "fr": _vocabulary(_TOOLS_FR, _PROPOSING_FR),
    "en": _vocabulary(_TOOLS_EN, _PROPOSING_EN),
}
_GRAMMAR: Final[dict[Language, frozenset[str]]] = {
    "fr": frozenset(_SMALL_FR.split()),
    "en": frozenset(_SMALL_EN.split()),
}
_OWN_TOOLS: Final[dict[Language, frozenset[str]]] = {
    "fr": _VOCABULARIES["fr"].tools - _VOCABULARIES["en"].tools,
    "en": _VOCABULARIES["en"].tools - _VOCABULARIES["fr"].tools,
}

NEGATIONS: Final = frozenset(
    "pas non jamais sans ni aucun aucune nul nulle no not never without neither nor none cannot".split()
)
"""Never grammar to throw away, and never a theme by themselves: they turn the sense of a sentence round."""


class Word(NamedTuple):
    """A word that says something of the subject, and where it stands in its text."""

    stem: str
    start: int
    end: int


def grammar(language: Language) -> frozenset[str]:
    """The few words without which two sentences still say the same."""
    return _GRAMMAR[language]


def plain_words(text: str) -> list[str]:
    """All the words of a text, in lower case with their accents."""
    return _WORD.findall(text.lower())


def language_of(texts: Iterable[str]) -> Language:
    """The language that most of the texts are written in; French when nothing tells."""
    votes = 0
    for text in texts:
        words = {fold(word) for word in plain_words(text)}
        votes += len(words & _OWN_TOOLS["en"]) - len(words & _OWN_TOOLS["fr"])
    return "en" if votes > 0 else "fr"


def subject_words(text: str, language: Language) -> list[Word]:
    """The words that say what a text is about, in their order."""
    tools, proposing = _VOCABULARIES[language]
    found = []
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        stem = folded[:STEM]
        if folded in tools or stem in proposing or (len(folded) < 3 and not folded.isdigit()):
            continue
        found.append(Word(stem, match.start(), match.end()))
    return found
