"""Contexts enter each other by their doors only: service, schemas, events and errors."""

import ast
from pathlib import Path

import storewise.domain

DOMAIN = Path(storewise.domain.__path__[0])
SOURCE = DOMAIN.parent
DOORS = {"service", "schemas", "events", "errors"}


def _imports(file: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return found


def test_another_context_is_entered_by_its_doors_only() -> None:
    trespasses = []
    for file in sorted(SOURCE.rglob("*.py")):
        inside = file.relative_to(DOMAIN).parts[0] if file.is_relative_to(DOMAIN) else None
        for name in _imports(file):
            parts = name.split(".")
            if parts[:2] != ["storewise", "domain"] or len(parts) < 4:
                continue
            context, module = parts[2:4]
            if context != inside and module not in DOORS:
                trespasses.append(f"{file.relative_to(SOURCE)} imports {name}")
    assert not trespasses, "\n".join(trespasses)
