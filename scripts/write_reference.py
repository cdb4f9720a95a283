"""Writes the reference pages that are made from the code: `python scripts/write_reference.py`."""

from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from storewise.infra.settings import Settings

ROOT = Path(__file__).parents[1]
SETTINGS_PAGE = ROOT / "docs" / "reference" / "settings.md"

INTRODUCTION = """# Settings

Storewise works without any setting. Each one is an environment variable; groups are joined to names
by two underscores, so the port of the server is `STOREWISE_SERVER__PORT`. A value that cannot be
accepted ends the program at start with the name of the variable.

This page is made from the code by `make docs`; a test holds it to it.
"""


def settings_page() -> str:
    """The text of the settings reference."""
    groups = {"General": _rows(Settings, "STOREWISE_", groups=False)}
    for name, field in Settings.model_fields.items():
        if _is_group(field):
            title = (field.annotation.__doc__ or name).partition(":")[0].partition(".")[0]
            groups[title.strip()] = _rows(field.annotation, f"STOREWISE_{name.upper()}__")
    parts = [INTRODUCTION]
    for title, rows in groups.items():
        parts += [f"## {title}\n", "| variable | default | what it does |", "|---|---|---|"]
        parts += [*rows, ""]
    return "\n".join(parts)


def _rows(group: type[BaseModel], prefix: str, *, groups: bool = True) -> list[str]:
    return [
        f"| `{prefix}{name.upper()}` | {_default(field)} | {field.description or ''} |"
        for name, field in group.model_fields.items()
        if groups or not _is_group(field)
    ]


def _is_group(field: FieldInfo) -> bool:
    return isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if value is None or value == "":
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def main() -> None:
    """Write all pages."""
    SETTINGS_PAGE.write_text(settings_page(), encoding="utf-8")
    print(f"wrote {SETTINGS_PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
