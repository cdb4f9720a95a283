"""Complete what a shopper is typing: queries, brands, categories and products."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .arrays import Rows
from .columns import NONE
from .matching import Postings
from .postings import Field
from .result import Suggestion, SuggestionKind
from .snapshot import Snapshot
from .text import fold, words

MAX_PREFIX = 100
MAX_WORDS = 8
COMPLETIONS = 12
CONTINUATIONS = 6
CONTINUED_FROM = 2000  # products whose names are read for continuations
NAMED = 1 << Field.TITLE | 1 << Field.BRAND | 1 << Field.KIND


def suggest(snapshot: Snapshot, prefix: str, limit: int) -> list[Suggestion]:
    """Return at most `limit` completions; typing errors in known words are forgiven."""
    prefix = prefix[:MAX_PREFIX]
    asked = words(prefix)[-MAX_WORDS:]
    if not asked or limit <= 0:
        return []
    if coded := snapshot.coded(prefix):
        rows = sorted(coded, key=lambda row: (-coded[row], row))
        return [_product(snapshot, row) for row in rows[:limit]]
    begun = [] if prefix[-1].isspace() else asked[-1:]
    postings = snapshot.postings()
    head = [_nearest_word(snapshot, postings, word) for word in asked[: len(asked) - len(begun)]]
    context = _holding_all(snapshot, postings, head)
    endings = _endings(snapshot, postings, begun[0], context) if begun else []
    whole = fold(prefix).strip()
    names = [*_brands(snapshot, whole), *_categories(snapshot, whole)][: max(1, limit // 3)]
    queries = {" ".join([*head, ending]): count for ending, count in endings}
    for spelled, count in _continued(snapshot, postings, asked):
        queries.setdefault(spelled, count)
    known = {fold(name.text) for name in names} | {" ".join(asked)}
    wanted = [
        Suggestion(SuggestionKind.QUERY, text, count=count)
        for text, count in queries.items()
        if text not in known
    ][: max(1, limit // 2)]
    products = _products(snapshot, postings, context, [ending for ending, _ in endings], limit)
    room = max(limit - len(names) - len(wanted), limit // 4)
    return [*names, *wanted, *products[:room]][:limit]


def _nearest_word(snapshot: Snapshot, postings: Postings, word: str) -> str:
    stem = snapshot.vocabulary.stem(word)
    if stem != NONE and postings.held((stem,)):
        return word
    return next(iter(snapshot.vocabulary.corrections(word, 1)), word)


def _holding_all(snapshot: Snapshot, postings: Postings, head: Iterable[str]) -> Rows | None:
    """Return the rows whose name holds all finished words; None where none are finished."""
    held: Rows | None = None
    for word in head:
        found = postings.of(snapshot.vocabulary.stem(word))
        rows = found.rows[(found.fields & NAMED) != 0]
        held = rows if held is None else np.intersect1d(held, rows, assume_unique=True)
    return held


def _endings(
    snapshot: Snapshot, postings: Postings, begun: str, context: Rows | None
) -> list[tuple[str, int]]:
    """Return words that the begun one may become, those first that more products hold."""
    vocabulary = snapshot.vocabulary
    candidates = sorted(vocabulary.completions(begun), key=lambda word: -vocabulary.used(word))
    candidates = candidates[: 4 * COMPLETIONS] or vocabulary.corrections(begun)
    counted: dict[int, tuple[str, int]] = {}
    for word in candidates:
        stem = vocabulary.stem(word)
        if stem not in counted:
            found = postings.of(stem)
            rows = found.rows[(found.fields & NAMED) != 0]
            if context is not None:
                rows = np.intersect1d(rows, context, assume_unique=True)
            counted[stem] = (word, len(rows))
    ranked = sorted(counted.values(), key=lambda pair: (pair[0] != begun, -pair[1], pair[0]))
    return [(word, count) for word, count in ranked if count][:COMPLETIONS]


def _continued(
    snapshot: Snapshot, postings: Postings, asked: Sequence[str]
) -> list[tuple[str, int]]:
    """Return what names of things go on with after the words asked: "laptop case"."""
    vocabulary = snapshot.vocabulary
    stems = [vocabulary.stem(word) for word in asked]
    rows = postings.of(stems[-1]).rows
    title, owner = snapshot.titles.take(rows[:CONTINUED_FROM])
    at = np.flatnonzero(title[:-1] == stems[-1])
    at = at[owner[at] == owner[at + 1]]
    for back, stem in enumerate(reversed(stems[:-1]), start=1):
        at = at[at >= back]
        at = at[(title[at - back] == stem) & (owner[at - back] == owner[at])]
    followers, counts = np.unique(title[at + 1], return_counts=True)
    order = np.lexsort((followers, -counts))[:CONTINUATIONS]
    found = []
    for stem, count in zip(followers[order].tolist(), counts[order].tolist(), strict=True):
        word = vocabulary.spelling(stem)
        if count > 1 and word.isalpha() and not vocabulary.is_stop_word(word):
            found.append((" ".join([*asked, word]), count))
    return found


def _brands(snapshot: Snapshot, typed: str) -> list[Suggestion]:
    facts = snapshot.facts
    counts = np.bincount(facts.brands[snapshot.alive] + 1, minlength=1)[1:]
    return _named(SuggestionKind.BRAND, typed, facts.brand_names.keys, facts.brand_labels, counts)


def _categories(snapshot: Snapshot, typed: str) -> list[Suggestion]:
    facts = snapshot.facts
    counts = np.bincount(facts.categories[snapshot.alive] + 1, minlength=1)[1:]
    labels = [path[-1] for path in facts.category_paths.keys]
    return _named(SuggestionKind.CATEGORY, typed, list(map(fold, labels)), labels, counts)


def _named(
    kind: SuggestionKind,
    typed: str,
    folded: list[str],
    labels: list[str],
    counts: NDArray[np.int64],
) -> list[Suggestion]:
    found = [
        (-int(counts[i]), labels[i])
        for i in range(len(counts))
        if counts[i] and len(typed) > 1 and folded[i].startswith(typed)
    ]
    return [Suggestion(kind, label, count=-count) for count, label in sorted(found)[:3]]


def _products(
    snapshot: Snapshot,
    postings: Postings,
    context: Rows | None,
    endings: Iterable[str],
    limit: int,
) -> list[Suggestion]:
    """Return products whose name holds the finished words and any ending of the begun one."""
    best: dict[int, float] = {}
    for ending in endings:
        stem = snapshot.vocabulary.stem(ending)
        found = postings.of(stem)
        named = (found.fields & NAMED) != 0
        rows, evidence = found.rows[named], found.strengths[named]
        if context is not None:
            rows, kept, _ = np.intersect1d(rows, context, assume_unique=True, return_indices=True)
            evidence = evidence[kept]
        top = np.argsort(-evidence, kind="stable")[:limit]
        for row, score in zip(rows[top].tolist(), evidence[top].tolist(), strict=True):
            best[row] = max(best.get(row, 0.0), score)
    if not best and context is not None:
        best = dict.fromkeys(context[:limit].tolist(), 1.0)
    ranked = sorted(best, key=lambda row: (-best[row], row))[:limit]
    return [_product(snapshot, row) for row in ranked]


def _product(snapshot: Snapshot, row: int) -> Suggestion:
    return Suggestion(
        SuggestionKind.PRODUCT, snapshot.names[row], snapshot.ids[row], 1, snapshot.cards[row]
    )
