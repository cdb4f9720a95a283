"""A language model of 30 tokens a second that first searches, then names what it found.

Runs as a process of its own: `python -m benchmarks.scripted_model` prints its address. When its
standard input closes it prints, as JSON, when each question's words were sent (monotonic seconds).
"""

import asyncio
import json
import re
import sys
import time
from typing import Any

import uvloop
from tests.factories.provider import Asked, Reply, scripted_provider

TOKENS_PER_S = 30
TOKENS = 450  # fifteen seconds
NUMBER = re.compile(r"number (\d+)")
PRODUCT = re.compile(
    r"^(P\d+): ([^;\n]+); ((?:in|out of) stock); \W*[^>\n]*>?([^|<\n]+)", re.MULTILINE
)


class Script:
    """What the model says, and when it said it."""

    def __init__(self) -> None:
        self.marks: dict[str, dict[str, float]] = {}
        self._of: dict[int, dict[str, Any]] = {}

    def respond(self, asked: Asked) -> Reply:
        """Search first; then a sentence about each product, again and again."""
        number = NUMBER.findall(asked.said("user"))[-1]
        marks = self.marks.setdefault(number, {"asked": time.monotonic()})
        told = asked.said("tool")
        if not told:
            return Reply(calls=(("search_products", {"words": "printer"}),))
        found = PRODUCT.findall(told)
        sentences = [f"The {t.strip()} costs {p} and is {s}. [{ref}]" for ref, p, s, t in found]
        text = " ".join(sentences * 40)
        self._of[id(asked)] = {"marks": marks, "said": ""}
        return Reply(" ".join(text.split(" ")[:TOKENS]), rate=TOKENS_PER_S)

    def on_piece(self, asked: Asked, piece: str, at: float) -> None:
        """Mark the first token, and the one that shows the first statement to be complete."""
        state = self._of.get(id(asked))
        if state is None or "statement" in state["marks"]:
            return
        state["marks"].setdefault("first", at)
        if state["said"].endswith("]"):
            state["marks"]["statement"] = at
        state["said"] += piece


async def _serve() -> None:
    script = Script()
    async with scripted_provider() as provider:
        provider.respond = script.respond
        provider.on_piece = script.on_piece
        print(provider.url, flush=True)
        await asyncio.to_thread(sys.stdin.read)
    print(json.dumps({"marks": script.marks, "most_streams": provider.most_streams}))


if __name__ == "__main__":
    uvloop.run(_serve())
