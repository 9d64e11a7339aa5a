"""What each audience may see: one function per face, from the state to a JSON shape.

This is the only way out of the session. What the room must not see is left out here, not hidden by a face.
"""

from __future__ import annotations

from facilitator.engine.room import Room
from facilitator.engine.views.belongings import Belongings
from facilitator.engine.views.console import console_view
from facilitator.engine.views.phone import phone_view
from facilitator.engine.views.public import public_view
from facilitator.engine.views.shapes import ConsoleView, PhoneView, PublicView

__all__ = ["Belongings", "ConsoleView", "PhoneView", "PublicView", "Room", "console_view", "phone_view", "public_view"]
