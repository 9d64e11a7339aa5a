"""Widgets both faces share: they take plain values and send messages, and know no application."""
