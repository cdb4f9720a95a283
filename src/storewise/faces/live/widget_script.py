"""Makes `widget.js`, one plain script, of the chat's modules, its style sheet and the widget's own.

Nothing is built beforehand: the files are joined at the first use. Modules lose their `import` and
`export`, since all of them stand in one function; style sheets lose what only a whole page needs.
"""

import gzip
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import orjson

from storewise.faces import ui

UI = Path(ui.__path__[0]) / "static"
OWN = Path(__file__).parent / "static"
MODULES = ("texts", "words", "stream", "parts", "turn", "panel")
_IMPORT = re.compile(r'^import \{[^}]*\} from "[^"]+";$', re.MULTILINE)
_REM = re.compile(r"(?<![\w.])(-?\d*\.?\d+)rem\b")
_ROOT = re.compile(r":root(\[[^\]]*\])?")
_TOKENS = re.compile(
    r"--(?:text|s6|s7|s8|page|quick|gutter|ring|good-wash|info|font-code)[\w-]*:[^;}]+;?"
)


@dataclass(frozen=True, slots=True)
class Script:
    """The script as it is sent, and the tag that tells its versions apart."""

    body: bytes
    compressed: bytes
    etag: str


@cache
def widget_script() -> Script:
    """The whole widget in one script."""
    modules = [_module((UI / "chat" / f"{name}.js").read_text()) for name in MODULES]
    style = f"const STYLE = {orjson.dumps(_style()).decode()};"
    own = _module((OWN / "widget.js").read_text())
    body = "\n".join(["(() => {", '"use strict";', style, *modules, own, "})();"]).encode()
    return Script(body, gzip.compress(body, mtime=0), f'"{sha256(body).hexdigest()[:16]}"')


def adapted(style: str) -> str:
    """A style sheet of ours for a shadow tree: `:root` is its host, and 1rem is 16 pixels.

    A rem is what the other site makes of it, so that every other length would be off.
    """
    style = _ROOT.sub(lambda found: f":host({found[1]})" if found[1] else ":host", style)
    return _REM.sub(lambda found: f"{float(found[1]) * 16:g}px", style)


def _style() -> str:
    sheets = [UI / "tokens.css", UI / "chat" / "chat.css", OWN / "widget.css"]
    tokens, *others = (_small(sheet.read_text()) for sheet in sheets)
    return adapted(_TOKENS.sub("", tokens) + "".join(others))


def _small(style: str) -> str:
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    style = re.sub(r"\s+", " ", style)
    return re.sub(r" ?([{};,]) ?", r"\1", style).replace(": ", ":").replace(";}", "}").strip()


def _module(text: str) -> str:
    text = _IMPORT.sub("", text).replace("\nexport ", "\n")
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
