"""Writes whole products, one or a thousand at a time, in a handful of statements.

Variants and pictures that are still there keep their ids, so that what refers to them stays true.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from storewise.infra import events
from storewise.infra.errors import FieldError
from storewise.infra.tenancy import Scope, new_id

from . import naming, queries
from .errors import HandleTaken, ProductInvalid
from .events import MOST_AT_ONCE, ProductsChanged
from .models import AttributeRow, BrandRow, CategoryRow, MediaRow, ProductRow, VariantRow
from .schemas import AttributeDefinition, AttributeType, AttributeValue, ProductDraft


@dataclass(frozen=True, slots=True)
class ProductWrite:
    """A product to write: over the one with this id, or else over the one with its handle."""

    draft: ProductDraft
    product_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A product that was written, and whether it is new."""

    product_id: UUID
    created: bool


async def write_products(
    scope: Scope,
    writes: Sequence[ProductWrite],
    definitions: Iterable[AttributeDefinition] = (),
) -> list[Written]:
    """Write products whole, as their drafts say: what a draft lacks is emptied.

    Missing brands, categories and attributes are created on the way. At most 1,000 products, whose
    handles must differ. Raises ProductInvalid.
    """
    if len(writes) > MOST_AT_ONCE:
        raise ValueError(f"at most {MOST_AT_ONCE} products at once")
    for write in writes:
        check(write.draft)
    drafts = [write.draft for write in writes]
    written = await _identify(scope, writes)
    await _write_rows(scope, drafts, written, definitions)
    media = await _write_media(scope, drafts, written)
    await _write_variants(scope, drafts, written, media)
    await events.emit(scope, ProductsChanged(product_ids=[w.product_id for w in written]))
    return written


def check(draft: ProductDraft) -> None:
    """See that the parts of a draft fit together; raises ProductInvalid with every misfit."""
    errors = []
    seen: set[tuple[str, ...]] = set()
    for i, variant in enumerate(draft.variants):
        values = tuple(variant.option_values)
        if len(values) != len(draft.option_names):
            errors.append(
                FieldError(
                    f"/variants/{i}/option_values",
                    "options_mismatch",
                    f"This variant has {len(values)} option values, and the product has "
                    f"{len(draft.option_names)} options.",
                )
            )
        elif values in seen:
            errors.append(
                FieldError(
                    f"/variants/{i}/option_values",
                    "options_repeated",
                    "Two variants have the same options.",
                )
            )
        seen.add(values)
    if errors:
        raise ProductInvalid(errors=errors)


async def _identify(scope: Scope, writes: Sequence[ProductWrite]) -> list[Written]:
    known = await queries.ids_of_handles(scope, {w.draft.handle for w in writes})
    written = []
    for write in writes:
        there = known.get(write.draft.handle)
        if write.product_id and there and there != write.product_id:
            raise HandleTaken(f"Another product already has the handle {write.draft.handle!r}.")
        product_id = write.product_id or there
        written.append(Written(product_id or new_id(), created=product_id is None))
    return written


async def _write_rows(
    scope: Scope,
    drafts: Sequence[ProductDraft],
    written: Sequence[Written],
    definitions: Iterable[AttributeDefinition],
) -> None:
    brands = await ensure_brands(scope, {d.brand for d in drafts if d.brand})
    categories = await ensure_categories(scope, {d.category for d in drafts if d.category})
    types = await ensure_attributes(scope, (d.attributes for d in drafts), definitions)
    rows = []
    for draft, target in zip(drafts, written, strict=True):
        prices = [variant.price for variant in draft.variants]
        rows.append(
            {
                "store_id": scope.store_id,
                "id": target.product_id,
                "handle": draft.handle,
                "title": draft.title,
                "description": draft.description,
                "brand_id": brands[naming.slug(draft.brand)] if draft.brand else None,
                "category_id": categories[draft.category] if draft.category else None,
                "status": draft.status.value,
                "tags": draft.tags,
                "option_names": draft.option_names,
                "attributes": fit_attributes(draft.attributes, types),
                "seo_title": draft.seo_title,
                "seo_description": draft.seo_description,
                "metadata": draft.metadata,
                "price_from": min(prices),
                "price_to": max(prices),
            }
        )
    await queries.put(scope, ProductRow, rows)


async def ensure_brands(scope: Scope, names: Iterable[str]) -> dict[str, UUID]:
    """The ids of brands by slug; creates those that are missing."""
    by_slug = {naming.slug(name): name for name in sorted(names)}
    if not by_slug:
        return {}
    known = await queries.slugs_of_brands(scope, by_slug)
    missing = [
        {"store_id": scope.store_id, "id": new_id(), "name": name, "slug": slug}
        for slug, name in by_slug.items()
        if slug not in known
    ]
    if not missing:
        return known
    await queries.add(scope, BrandRow, missing)
    return await queries.slugs_of_brands(scope, by_slug)


async def ensure_categories(
    scope: Scope, paths: Iterable[tuple[str, ...]]
) -> dict[tuple[str, ...], UUID]:
    """The ids of categories by their path of names; creates those that are missing."""
    wanted = sorted(set(paths), key=len)
    nodes: dict[str, tuple[str, str]] = {}
    for names in wanted:
        for path, name in zip(naming.category_paths(names), names, strict=True):
            nodes.setdefault(path, (name, path.rpartition("/")[0]))
    if not nodes:
        return {}
    ids = await queries.paths_of_categories(scope, nodes)
    for depth in range(max(path.count("/") for path in nodes) + 1):
        missing = [
            {
                "store_id": scope.store_id,
                "id": new_id(),
                "parent_id": ids.get(parent),
                "name": name,
                "slug": path.rpartition("/")[2],
                "path": path,
            }
            for path, (name, parent) in sorted(nodes.items())
            if path not in ids and path.count("/") == depth
        ]
        if missing:
            await queries.add(scope, CategoryRow, missing)
            ids = await queries.paths_of_categories(scope, nodes)
    return {names: ids[naming.category_paths(names)[-1]] for names in wanted}


async def ensure_attributes(
    scope: Scope,
    values: Iterable[Mapping[str, AttributeValue]],
    definitions: Iterable[AttributeDefinition],
) -> dict[str, AttributeType]:
    """The types of all attributes in `values`; defines those that are missing.

    A given definition wins over one guessed from the value; a definition that the store has, wins
    over both.
    """
    guessed: dict[str, AttributeType] = {}
    for attributes in values:
        for code, value in attributes.items():
            if code not in guessed:
                guessed[code] = naming.type_of(value)
    given = {d.code: d for d in definitions}
    known = await queries.known_codes(scope, guessed)
    missing = [
        {
            "store_id": scope.store_id,
            "id": new_id(),
            "code": code,
            "label": given[code].label if code in given else naming.attribute_label(code),
            "type": (given[code].type if code in given else kind).value,
            "unit": given[code].unit if code in given else None,
        }
        for code, kind in guessed.items()
        if code not in known
    ]
    if missing:
        await queries.add(scope, AttributeRow, missing)
        known = await queries.known_codes(scope, guessed)
    return {code: AttributeType(kind) for code, kind in known.items()}


def fit_attributes(
    values: Mapping[str, AttributeValue], types: Mapping[str, AttributeType]
) -> dict[str, AttributeValue]:
    """Values in the types of their definitions; raises ProductInvalid where one cannot be."""
    fitted: dict[str, AttributeValue] = {}
    errors = []
    for code, value in values.items():
        kind = types[code]
        if kind is naming.type_of(value):
            fitted[code] = value
        elif kind is AttributeType.TEXT:
            fitted[code] = (
                {True: "yes", False: "no"}[value] if isinstance(value, bool) else f"{value}"
            )
        else:
            errors.append(
                FieldError(
                    f"/attributes/{code}", "wrong_type", f"This attribute holds a {kind.value}."
                )
            )
    if errors:
        raise ProductInvalid(errors=errors)
    return fitted


async def _write_media(
    scope: Scope, drafts: Sequence[ProductDraft], written: Sequence[Written]
) -> dict[UUID, dict[str, UUID]]:
    old: defaultdict[UUID, dict[str, MediaRow]] = defaultdict(dict)
    changed = [w.product_id for w in written if not w.created]
    for row in await queries.media_of(scope, changed) if changed else ():
        old[row.product_id][row.source] = row
    new = []
    ids: defaultdict[UUID, dict[str, UUID]] = defaultdict(dict)
    for draft, target in zip(drafts, written, strict=True):
        there = old[target.product_id]
        for position, image in enumerate(_distinct(draft)):
            source, alt = image
            if source in there:
                kept = there.pop(source)
                kept.position, kept.alt = position, alt or kept.alt
                ids[target.product_id][source] = kept.id
                continue
            media_id = new_id()
            ids[target.product_id][source] = media_id
            new.append(
                {
                    "store_id": scope.store_id,
                    "id": media_id,
                    "product_id": target.product_id,
                    "position": position,
                    "state": "remote",
                    "source": source,
                    "alt": alt,
                }
            )
    await scope.session.flush()
    await queries.remove(
        scope, MediaRow, [row.id for rows in old.values() for row in rows.values()]
    )
    await queries.add(scope, MediaRow, new)
    return ids


def _distinct(draft: ProductDraft) -> list[tuple[str, str]]:
    sources = {image.src: image.alt for image in reversed(draft.images)}
    ordered = {image.src: sources[image.src] for image in draft.images}
    for variant in draft.variants:
        if variant.image:
            ordered.setdefault(variant.image, "")
    return list(ordered.items())


async def _write_variants(
    scope: Scope,
    drafts: Sequence[ProductDraft],
    written: Sequence[Written],
    media: Mapping[UUID, Mapping[str, UUID]],
) -> None:
    old: defaultdict[UUID, dict[tuple[str, ...], UUID]] = defaultdict(dict)
    changed = [w.product_id for w in written if not w.created]
    gone: set[UUID] = set()
    for row in await queries.variants_of(scope, changed) if changed else ():
        if row.sku:
            old[row.product_id].setdefault(("sku", row.sku), row.id)
        old[row.product_id].setdefault(("options", *row.option_values), row.id)
        gone.add(row.id)
    rows = []
    for draft, target in zip(drafts, written, strict=True):
        there = old[target.product_id]
        for position, variant in enumerate(draft.variants):
            known = there.get(("sku", variant.sku)) if variant.sku else None
            known = known or there.get(("options", *variant.option_values))
            variant_id = known if known in gone else None
            if known:
                gone.discard(known)
            values = variant.model_dump(exclude={"image"})
            pictures = media.get(target.product_id, {})
            rows.append(
                {
                    "store_id": scope.store_id,
                    "id": variant_id or new_id(),
                    "product_id": target.product_id,
                    "position": position,
                    "media_id": pictures.get(variant.image) if variant.image else None,
                    **values,
                }
            )
    await queries.remove(scope, VariantRow, list(gone))
    await queries.put(scope, VariantRow, rows)
