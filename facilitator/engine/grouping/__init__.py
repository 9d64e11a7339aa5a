"""Near-duplicates and proposed themes: pure functions over texts, for people to accept or leave.

Nothing here decides: choosing, naming and merging belong to the room.
"""

from facilitator.engine.grouping.duplicates import Likeness, Lookalikes, likeness, similarity
from facilitator.engine.grouping.themes import Proposal, ProposedTheme, group_texts, halves, propose

__all__ = [
    "Likeness", "Lookalikes", "Proposal", "ProposedTheme", "group_texts", "halves", "likeness", "propose", "similarity",
]  # fmt: skip
