from __future__ import annotations

from textual.app import App, ComposeResult

from facilitator.tui.console.picklist import Pick, PickList
from tools.pictures.cells import screen_text


class Sheet(App[None]):
    """A list and nothing else."""

    CSS = "PickList { height: auto; max-height: 4; }"

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def compose(self) -> ComposeResult:
        yield PickList()

    def on_mount(self) -> None:
        self.query_one(PickList).show(Pick(str(n), "Une ligne", tail=f"{n} ≠0") for n in range(self._count))


async def test_figures_keep_clear_of_the_scrollbar() -> None:
    app = Sheet(9)
    async with app.run_test(size=(24, 8)):
        assert all(line[:22].endswith("≠0") and line[22:].strip() == "" for line in screen_text(app).split("\n")[:4])


async def test_a_short_list_takes_no_more_room_than_its_lines() -> None:
    app = Sheet(2)
    async with app.run_test(size=(24, 8)) as pilot:
        await pilot.pause()
        assert app.query_one(PickList).size.height == 2
