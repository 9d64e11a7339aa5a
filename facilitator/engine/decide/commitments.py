"""Commitments: they belong to the person. Without consent, the words are thrown away and only a count is kept."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import Moment, decides, filled, gathering, identity, of_kind
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
from facilitator.engine.state import SessionState

SENTENCE = ("",)
"""The one nameless field of a phase that lists none."""


@decides(c.Commit)
def commit(command: c.Commit, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Shared with consent, counted without; a second word replaces the first."""
    phase = of_kind(gathering(state, command.phase, command.channel), "commit")
    identity(command.id, "Cet engagement n’a pas d’identité : rechargez la page.")
    before = state.commitments.get(command.id)
    if before is not None and before.author != command.author:
        raise Refused("Cet engagement est à quelqu’un d’autre.")
    if not _shared(command, phase):
        if state.status == "ended":
            raise Refused("Une fiche que la personne garde pour elle ne se saisit pas après coup.")
        if (phase.id, command.id) not in state.private_commitments:
            yield e.CommitmentCounted(command.id, phase.id, command.channel)
        return
    fields = filled(command.fields, phase.fields or SENTENCE, phase.max_characters)
    if before is None or before.fields != fields:
        yield e.CommitmentShared(command.id, phase.id, fields, moment.now, command.channel, command.author)


def _shared(command: c.Commit, phase: Phase) -> bool:
    return phase.sharing == "always" or (phase.sharing == "choice" and command.share)
