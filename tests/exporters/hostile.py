"""A workshop whose participants only ever wrote to break the documents made of their words."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.engine import commands as c
from facilitator.engine.script import Case, Phase, Script, Workshop
from facilitator.engine.state import SessionState
from facilitator.engine.text import clean
from tests.sample import begin

TEXTS = (
    "<script>alert(1)</script>",
    "<img src=http://evil.example/x.png onerror=alert(1)>",
    "![pixel](http://evil.example/x.png)",
    "[cliquez](javascript:alert(1))",
    "[réf]: http://evil.example",
    "http://evil.example/a_b_c et www.evil.example et moi@evil.example",
    "# Titre",
    "- [x] fait",
    "1. premier",
    "2) second",
    "> citation",
    "***gras*** _et_ `code` ~~barré~~",
    "a | b | c",
    "&lt;b&gt; &amp; &#60;i&#62; &copy;",
    "</li></ul></main><h1>prise</h1>",
    "{{ 7 * 7 }} {% raw %}",
    '" onmouseover="alert(1)',
    "]]> --> <!-- ",
    "```\nligne\n```",
    "titre\n===\nsuite",
    "$$x^2$$ :smile: @quelqu’un",
    "\\",
    "[/b] [@click=app.quit]x[/]",
    "fin \\",
    "| --- |",
    "+ plus",
    "---",
    "- - -",
    "👩‍👩‍👧 ‮renversé",
    "https://exemple.fr/?a=1&b=<2>",
)


def hostile_state(texts: Sequence[str] = TEXTS) -> SessionState:
    """Every text in every place that a participant or a script can fill; those that are nothing are left out."""
    texts = [text for text in texts if clean(text)]
    phases = (
        Phase("c", "<b>Collecte</b>", "collect", 5, question="# [q](http://evil.example)", columns=("<i>A</i>", "B|C")),
        Phase("f", "Fiches", "collect", 5, fields=("<th>Nom", "Ville | pays")),
        Phase("r", "Réponses", "respond", 5, rows=("<tr>ligne", "- vide"), columns=("![x](y)", "Contre")),
        Phase("p", "Débat", "position", 5, scale=("<Non>", "Oui|"), case=(Case("*T*", "<s>énoncé</s>", "# récit"),)),
        Phase("g", "Groupes", "group", 5, source="c"),
        Phase("e", "Engagement", "commit", 5, fields=("<Quoi>", "Quand")),
        Phase("z", "Fin", "validate", 5, max_sentences=1_000, sections=("# Liste",)),
    )
    workshop = Workshop("</title><script>", 960, 1020, subtitle="<u>sous</u>", problem="* problème", hashtag="#<b>")
    playing = begin(Script(workshop, phases))
    playing.do(c.StartPhase())
    for n, text in enumerate(texts):
        playing.do(c.SubmitIdea(f"c{n}", text, column=phases[0].columns[n % 2]))
        playing.do(c.SubmitIdea(f"k{n}", text, parked=True))
    playing.do(c.NextPhase())
    for n, text in enumerate(texts):
        playing.do(c.SubmitIdea(f"f{n}", fields=(("<th>Nom", text), ("Ville | pays", text))))
    playing.do(c.NextPhase())
    for n, text in enumerate(texts):
        playing.do(c.SubmitIdea(f"r{n}", text, row="row:0", column="Contre"))
    playing.do(c.NextPhase())
    playing.do(*(c.TakeStance(f"v{n}", n % 2, 0, "before") for n in range(5)))
    for n, text in enumerate(texts):
        playing.do(c.SubmitIdea(f"p{n}", text, row="case:0", column=("for", "against")[n % 2]))
    playing.do(c.NextPhase())
    for n, text in enumerate(texts):
        playing.do(c.CreateTheme(f"g{n}", text, (f"c{n}",)))
    playing.do(c.NextPhase())
    for n, text in enumerate(texts):
        playing.do(c.Commit(f"e{n}", (("<Quoi>", text), ("Quand", text)), share=True))
    playing.do(c.NextPhase())
    for n, text in enumerate(texts):
        playing.do(c.WriteSentence(f"s{n}", text, evidence=(f"c{n}",)))
        playing.do(c.JudgeSentence(f"s{n}", ("agreed", "nuanced", "disagreed")[n % 3], text))
        playing.do(c.GiveRoti(f"v{n}", 3, text))
    playing.do(c.FreezeSynthesis(12), c.EndSession())
    return playing.state
