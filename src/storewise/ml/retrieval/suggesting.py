"""Complete what a shopper is typing: queries, brands, categories and products."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

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
    postings = snapshot.postings()
    finished = asked if prefix[-1].isspace() else asked[:-1]
    head = [_nearest_word(snapshot, postings, word) for word in finished]
    context = _holding_all(snapshot, postings, head)
    endings = [] if head == asked else _endings(snapshot, postings, asked[-1], context)
    names = _names(snapshot, fold(prefix).strip())[: max(1, limit // 3)]
    queries = {" ".join([*head, ending]): count for ending, count in endings}
    for spelled, count in _continued(snapshot, postings, asked):
        queries.setdefault(spelled, count)
    known = {fold(name.text) for name in names} | {" ".join(asked)}
    wanted = [
        Suggestion(SuggestionKind.QUERY, text, count=count)
        for text, count in sorted(queries.items(), key=lambda query: -query[1])
        if text not in known
    ][: max(1, limit // 2)]
    last = [ending for ending, _ in endings] or head[-1:]
    products = _products(snapshot, postings, context, last, limit)
    room = max(limit - len(names) - len(wanted), limit // 4)
    return [*names, *wanted, *products[:room]][:limit]


def _nearest_word(snapshot: Snapshot, postings: Postings, word: str) -> str:
    stem = snapshot.vocabulary.stem(word)
    if stem != NONE and postings.held((stem,)):
        return word
    return next(iter(snapshot.vocabulary.corrections(word, 1)), word)


def _holding_all(
    snapshot: Snapshot, postings: Postings, head: Iterable[str]
) -> NDArray[np.float32]:
    """Return for each row how strongly its name holds the finished words; 0 where not all."""
    held = snapshot.alive.astype(np.float32)
    for word in head:
        found = postings.of(snapshot.vocabulary.stem(word))
        strengths = np.zeros(len(held), np.float32)
        named = (found.fields & NAMED) != 0
        strengths[found.rows[named]] = found.strengths[named]
        held = np.where((held > 0) & (strengths > 0), held + strengths, np.float32(0))
    return held


def _endings(
    snapshot: Snapshot, postings: Postings, begun: str, context: NDArray[np.float32]
) -> list[tuple[str, int]]:
    """Return words that the begun one may become, those first that more products hold."""
    vocabulary = snapshot.vocabulary
    candidates = [
        word
        for word in vocabulary.completions(begun, 8 * COMPLETIONS)
        if word == begun or word.isalpha() or any(c.isdigit() for c in begun)
    ][: 4 * COMPLETIONS] or vocabulary.corrections(begun)
    counted: dict[int, tuple[str, int]] = {}
    for word in candidates:
        stem = vocabulary.stem(word)
        if stem not in counted:
            found = postings.of(stem)
            named = (found.fields & NAMED) != 0
            counted[stem] = (word, int(np.count_nonzero(named & (context[found.rows] > 0))))
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


def _names(snapshot: Snapshot, typed: str) -> list[Suggestion]:
    """Return the brands and then the categories whose name begins so."""
    facts = snapshot.facts
    brands = np.bincount(facts.brands[snapshot.alive] + 1, minlength=1)[1:]
    categories = np.bincount(facts.categories[snapshot.alive] + 1, minlength=1)[1:]
    labels = [path[-1] for path in facts.category_paths.keys[: len(categories)]]
    folded = facts.brand_names.keys
    return [
        *_named(SuggestionKind.BRAND, typed, folded, facts.brand_labels, brands),
        *_named(SuggestionKind.CATEGORY, typed, list(map(fold, labels)), labels, categories),
    ]


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
    context: NDArray[np.float32],
    endings: Iterable[str],
    limit: int,
) -> list[Suggestion]:
    """Return products whose name holds the finished words and any ending of the begun one."""
    best: dict[int, float] = {}
    for ending in endings:
        found = postings.of(snapshot.vocabulary.stem(ending))
        named = ((found.fields & NAMED) != 0) & (context[found.rows] > 0)
        rows = found.rows[named]
        strengths = found.strengths[named] + context[rows]
        top = np.argsort(-strengths, kind="stable")[:limit]
        for row, strength in zip(rows[top].tolist(), strengths[top].tolist(), strict=True):
            best[row] = max(best.get(row, 0.0), strength)
    ranked = sorted(best, key=lambda row: (-best[row], row))[:limit]
    return [_product(snapshot, row) for row in ranked]


def _product(snapshot: Snapshot, row: int) -> Suggestion:
    return Suggestion(
        SuggestionKind.PRODUCT, snapshot.names[row], snapshot.ids[row], 1, snapshot.cards[row]
    )
