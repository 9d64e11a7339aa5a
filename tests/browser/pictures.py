"""Photograph the phone page in every kind of phase, by day and by night: `python -m tests.browser.pictures`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.scenes import scenes
from tests.browser.still import scene_shown

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SHADES = 48


def small(picture: bytes) -> bytes:
    """The same picture in few shades: a page needs no more."""
    buffer = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(SHADES, dither=Image.Dither.NONE).save(
        buffer, "PNG", optimize=True
    )
    return buffer.getvalue()


def main() -> None:
    """Every scene twice, as tall as a phone."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as browser,
    ):
        for name, view in scenes():
            for scheme in ("light", "dark"):
                with scene_shown(browser, view, color_scheme=scheme) as phone:
                    picture = phone.screenshot()
                (PICTURES / f"phone-{name}-{scheme}.png").write_bytes(small(picture))


if __name__ == "__main__":
    main()
