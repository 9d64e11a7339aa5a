"""What is printed before a workshop: sheets made from its script alone, offline, as pages that print on A4."""

from facilitator.printing.pack import SHEETS, Sheet, print_pack

__all__ = ["SHEETS", "Sheet", "print_pack"]
