"""A console that is only a few lines: it draws what a console draws, says what it knows, obeys four keys.

`q` leaves on purpose, `s` starts the session, `i` gives an idea, `c` crashes.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import termios
import tty

from facilitator.client import ConsoleFollower, HostAddress, Lost, Sender, new_id

ENTER = "\x1b[?1049h\x1b[?25l\x1b[?1003h\x1b[?1006h\x1b[?2004h"
LEAVE = "\x1b[?2004l\x1b[?1006l\x1b[?1003l\x1b[?25h\x1b[?1049l"


def say(text: str) -> None:
    sys.stdout.write(f"\x1b[H\x1b[2J{text}\r\n")
    sys.stdout.flush()


async def show(address: HostAddress) -> None:
    async for news in ConsoleFollower(address).news():
        if isinstance(news, Lost):
            say("LOST")
        else:
            view = news.view
            phase = view["phase"]["id"] if view["phase"] else "-"
            say(f"SEQ={view['seq']} STATUS={view['status']} PHASE={phase} IDEAS={len(news.ideas)}")


async def obey(address: HostAddress, keys: asyncio.Queue[str]) -> None:
    sender = Sender(address)
    while (key := await keys.get()) != "q":
        if key == "c":
            os._exit(1)
        if key == "s":
            await sender.send("start-phase")
        if key == "i":
            await sender.send("submit-idea", id=new_id(), text="Une idée")
    await sender.close()


async def run() -> None:
    address = HostAddress.parse(os.environ["FACILITATOR_HOST"], os.environ["FACILITATOR_KEY"])
    keys: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, keys.put_nowait, "q")

    def type_in() -> None:
        for key in os.read(0, 100).decode():
            keys.put_nowait(key)

    loop.add_reader(0, type_in)
    async with asyncio.TaskGroup() as tasks:
        showing = tasks.create_task(show(address))
        await obey(address, keys)
        showing.cancel()


def main() -> None:
    before = termios.tcgetattr(0)
    tty.setraw(0)
    sys.stdout.write(ENTER)
    try:
        asyncio.run(run())
    finally:
        sys.stdout.write(LEAVE)
        sys.stdout.flush()
        termios.tcsetattr(0, termios.TCSADRAIN, before)


if __name__ == "__main__":
    main()
