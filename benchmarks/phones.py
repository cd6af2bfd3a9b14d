"""Three hundred phones on loopback, in a process of their own: `python -m benchmarks.phones PORT SECONDS`."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from time import monotonic

PHONES = 300
PATHS = ("/", "/style.css", "/D/NONE1/")
READS_SECONDS = 2.0
"""How long somebody looks at a page before the next."""


async def main(port: int, seconds: float) -> int:
    """Let every phone open pages until the time is over; how many answers came."""
    end = monotonic() + seconds
    return sum(await asyncio.gather(*(_phone(number, port, end) for number in range(PHONES))))


async def _phone(number: int, port: int, end: float) -> int:
    answers = 0
    # The first all come at once, when the code is shown; after that everybody has a pace of their own.
    while monotonic() < end:
        for path in PATHS:
            with suppress(OSError, TimeoutError):
                answers += await _asked(port, path)
        await asyncio.sleep(READS_SECONDS * (0.5 + number / PHONES))
    return answers


async def _asked(port: int, path: str) -> int:
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        return int(answer.startswith(b"HTTP/1.1 "))


if __name__ == "__main__":
    print(asyncio.run(main(int(sys.argv[1]), float(sys.argv[2]))), flush=True)
