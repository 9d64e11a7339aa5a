"""Takes the pictures: all of them, or those whose name holds one of the words given."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from tools.pictures import pages, papers
from tools.pictures.gallery import write_gallery
from tools.pictures.scenes import all_scenes


async def take_screens(folder: Path, words: list[str]) -> None:
    """Take one picture after the other, and say where each is."""
    for scene in all_scenes():
        if not words or any(word in scene.name for word in words):
            for path in await scene.shoot(folder):
                print(path)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("words", nargs="*", help="only the scenes whose name holds one of these")
    parser.add_argument("--into", type=Path, default=Path("docs/pictures"), help="the folder (docs/pictures)")
    parser.add_argument("--whole", action="store_true", help="pages to their end, not what is above the fold")
    call = parser.parse_args()
    asyncio.run(take_screens(call.into, call.words))
    for path in pages.take(call.into, call.words, whole=call.whole):
        print(path)
    for path in papers.take(call.into, call.words):
        print(path)
    print(write_gallery(call.into))


if __name__ == "__main__":
    main()
