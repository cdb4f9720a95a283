"""The columns of a feed: what each becomes, changed by the merchant page by page."""

from collections.abc import Mapping as Fields
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError

from storewise.domain.catalog.schemas import AttributeType, Status
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.errors import ColumnsMissing, ImportBusy, MappingInvalid
from storewise.domain.ingestion.schemas import (
    ColumnRule,
    Import,
    ImportOptions,
    ImportState,
    PlannedColumn,
    Target,
)

from ..failures import ConsoleRoute
from ..frame import AnyWorkplace, Workplace
from ..notices import Notice
from . import targets

PAGE_SIZE = 50
FEW = 60
MOST_FIELDS = 2000
RULE_FIELDS = ("target", "label", "type", "unit", "separator", "position")
SETTINGS = (
    "rest", "price_unit", "decimal_sign", "category_separator", "list_separator", "weight_unit",
    "default_status", "default_stock", "pictures",
)  # fmt: skip
KINDS = ("all", "fields", "attributes", "ignored")

router = APIRouter(
    prefix="/console/{slug}/imports/{import_id}/columns",
    route_class=ConsoleRoute,
    include_in_schema=False,
)


@dataclass(frozen=True, slots=True)
class ColumnFields:
    """One column in the form: its rule as text fields, samples, and why it was proposed."""

    number: int
    column: str
    examples: Sequence[str]
    reason: str
    values: dict[str, str]

    @property
    def target(self) -> str:
        """What the column becomes."""
        return self.values["target"]


@dataclass(frozen=True, slots=True)
class View:
    """Which of the columns are shown: by kind, by words in their name, by page."""

    kind: str
    words: str
    page: int

    def parameters(self, **changes: object) -> dict[str, object]:
        """The parameters of the address, with some changed."""
        page = {"page": self.page} if self.page > 1 else {}
        return {"show": self.kind, "q": self.words, **page, **changes}


@router.get("")
async def show_columns(request: Request, desk: AnyWorkplace, import_id: UUID) -> Response:
    """The columns with what they become, and how the feed is imported."""
    async with desk.scope() as scope:
        found = await ingestion.import_(scope, import_id)
    if found.state is not ImportState.READY:
        return desk.go(desk.url(f"imports/{import_id}"))
    return _show(desk, found, _view(request.query_params, found))


@router.post("")
async def change_columns(request: Request, desk: AnyWorkplace, import_id: UUID) -> Response:
    """Keep the rules of the columns on this page and the settings; then go on to the preview."""
    sent = await request.form(max_fields=MOST_FIELDS)
    fields = {name: value for name, value in sent.items() if isinstance(value, str)}
    async with desk.scope() as scope:
        found = await ingestion.import_(scope, import_id)
    view = _view(request.query_params, found)
    try:
        options = _options(fields)
        changes = _changes(found, fields)
        async with desk.scope() as scope:
            await ingestion.change_import(scope, import_id, options=options, changes=changes)
            if fields.get("do") == "preview":
                await ingestion.preview_import(scope, import_id)
            elif fields.get("do") == "start":
                await ingestion.start_import(scope, import_id)
    except ImportBusy as error:
        return desk.go(desk.url(f"imports/{import_id}"), Notice(error.message, "warn"))
    except ColumnsMissing as error:
        async with desk.scope() as scope:
            found = await ingestion.change_import(
                scope, import_id, options=options, changes=changes
            )
        return _show(desk, found, view, {}, error.message)
    except MappingInvalid as error:
        return _show(desk, found, view, fields, error.message)
    except ValidationError:
        text = "The name of a feed is of small letters, digits and hyphens."
        return _show(desk, found, view, fields, text)
    if fields.get("do") in ("preview", "start"):
        return desk.go(desk.url(f"imports/{import_id}"))
    return desk.go(_address(desk, import_id, view.parameters()), "The columns were saved.")


def _address(desk: Workplace, import_id: UUID, parameters: Fields[str, object]) -> str:
    return desk.url(f"imports/{import_id}/columns", **parameters)


def _view(parameters: Fields[str, str], found: Import) -> View:
    kind = parameters.get("show", "")
    if kind not in KINDS:
        kind = "all" if len(found.plan.columns) <= FEW else "fields"
    page = parameters.get("page", "1")
    number = int(page) if page.isdecimal() and len(page) < 5 else 1
    return View(kind, parameters.get("q", "").replace("\0", "").strip()[:200], max(1, number))


def _kind(rule: ColumnRule) -> str:
    if rule.target is Target.IGNORE:
        return "ignored"
    return "attributes" if rule.target in targets.EXTRAS else "fields"


def _wanted(found: Import, view: View) -> list[tuple[int, PlannedColumn]]:
    words = view.words.casefold()
    return [
        (number, planned)
        for number, planned in enumerate(found.plan.columns)
        if view.kind in ("all", _kind(planned.rule))
        and words in f"{planned.rule.column} {planned.rule.label or ''}".casefold()
    ]


def _fields(rule: ColumnRule) -> dict[str, str]:
    return {
        "target": rule.target.value,
        "label": rule.label or "",
        "type": rule.type.value if rule.type else "",
        "unit": rule.unit or "",
        "separator": rule.separator or "",
        "position": str(rule.position or ""),
    }


def _show(
    desk: Workplace,
    found: Import,
    view: View,
    typed: Fields[str, str] | None = None,
    problem: str = "",
) -> Response:
    wanted = _wanted(found, view)
    pages = max(1, -(-len(wanted) // PAGE_SIZE))
    page = min(view.page, pages)
    columns = [
        ColumnFields(
            number,
            planned.rule.column,
            planned.examples,
            planned.rule.reason,
            {
                name: (typed or {}).get(f"columns-{number}-{name}", value)
                for name, value in _fields(planned.rule).items()
            },
        )
        for number, planned in wanted[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    ]
    counts = dict.fromkeys(KINDS, 0) | {"all": len(found.plan.columns)}
    for planned in found.plan.columns:
        counts[_kind(planned.rule)] += 1
    return desk.page(
        "import_columns.html",
        section="imports",
        status=422 if problem else 200,
        notice=Notice(problem, "bad") if problem else None,
        found=found,
        view=view,
        columns=columns,
        counts=counts,
        page=page,
        pages=pages,
        settings=_settings(found, typed),
        options=_option_fields(found.options, typed),
        targets=targets.options(),
        labels=targets.LABELS,
        types=[
            ("", "As its values are"),
            *((t.value, t.value.capitalize()) for t in AttributeType),
        ],
        statuses=[(s.value, s.value.capitalize()) for s in Status],
        page_href=lambda number: _address(desk, found.id, view.parameters(page=number)),
        show_href=lambda kind: _address(desk, found.id, {"show": kind}),
        action=_address(desk, found.id, view.parameters(page=page)),
    )


def _settings(found: Import, typed: Fields[str, str] | None) -> dict[str, str]:
    mapping = found.plan.mapping
    now = {name: str(getattr(mapping, name) or "") for name in SETTINGS}
    now["default_stock"] = str(mapping.default_stock)
    return {name: (typed or {}).get(name, value) for name, value in now.items()}


def _option_fields(options: ImportOptions, typed: Fields[str, str] | None) -> dict[str, str]:
    if typed:
        names = ("feed", "policy", "archive_missing", "fetch_images")
        return {name: typed.get(name, "") for name in names}
    return {
        "feed": options.feed,
        "policy": options.policy,
        "archive_missing": "1" if options.archive_missing else "",
        "fetch_images": "1" if options.fetch_images else "",
    }


def _options(fields: Fields[str, str]) -> ImportOptions:
    return ImportOptions.model_validate(
        {
            "feed": fields.get("feed", "").strip() or "default",
            "policy": fields.get("policy") or "reject_rows",
            "archive_missing": bool(fields.get("archive_missing")),
            "fetch_images": bool(fields.get("fetch_images")),
        }
    )


def _changes(found: Import, fields: Fields[str, str]) -> dict[str, Any]:
    """What differs from the mapping as it is, in the words of a mapping file."""
    columns = {}
    for number, planned in enumerate(found.plan.columns):
        before = _fields(planned.rule)
        if f"columns-{number}-target" not in fields:
            continue
        after = {n: fields.get(f"columns-{number}-{n}", v).strip() for n, v in before.items()}
        if after != before:
            columns[planned.rule.column] = _rule(planned.rule, after)
    changes: dict[str, Any] = {"columns": columns} if columns else {}
    now = found.plan.mapping
    given = _given_settings(fields).items()
    return changes | {name: value for name, value in given if value != getattr(now, name)}


def _rule(before: ColumnRule, fields: Fields[str, str]) -> dict[str, Any]:
    target = Target(fields["target"]) if fields["target"] in targets.LABELS else Target.IGNORE
    rule: dict[str, Any] = {"target": target.value}
    if fields["separator"]:
        rule["separator"] = fields["separator"]
    if target is Target.ATTRIBUTE:
        rule |= {name: fields[name] or None for name in ("label", "type", "unit")}
        if before.code:
            rule["code"] = before.code
        if not rule["label"]:
            del rule["label"]
    elif target is Target.OPTION and fields["label"]:
        rule["label"] = fields["label"]
    if target in (Target.OPTION, Target.OPTION_NAME, Target.OPTION_VALUE) and fields["position"]:
        rule["position"] = int(fields["position"]) if fields["position"].isdecimal() else 1
    return rule


def _given_settings(fields: Fields[str, str]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name in SETTINGS:
        if name not in fields:
            continue
        text = fields[name].replace("\0", "")
        # Separators may be a space, so only the others are trimmed.
        value = text if name.endswith("_separator") else text.strip()
        given[name] = value or None
    if "default_stock" in given:
        stock = given["default_stock"] or "0"
        if not stock.isdecimal() or len(stock) > 9:
            raise MappingInvalid("The stock where none is stated is a whole number.")
        given["default_stock"] = int(stock)
    return given
