"""The floor: the least that Textual can paint."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Static("HELLO-MARK")


if __name__ == "__main__":
    Hello().run()
