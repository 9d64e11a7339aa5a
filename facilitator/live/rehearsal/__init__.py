"""Rehearsals: simulated participants, who see what a phone sees and send what a phone sends.

They are commands of their own within the host, rather than clients of it: a rehearsal exercises the faces and the
facilitators, and goes sixty times as quick as the day (docs/decisions/0006).
"""

from facilitator.live.rehearsal.rehearse import Plan, rehearse

__all__ = ["Plan", "rehearse"]
