"""SQL that finds the passages of a store's documents which fit a question."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, TextClause, func, select, text

from storewise.infra.tenancy import Scope

from ..models import DocumentRow
from .documents import vector_text

# Up to so many passages every one is compared, which is exact and takes some milliseconds; beyond,
# the index says which are near. It knows vectors of the shipped encoder's length only.
MOST_COMPARED = 1_500
INDEXED_DIMENSIONS = 384

_WEIGHTS = {"by_words": 1.0, "by_document": 0.6, "by_meaning": 1.4}

# A store of few documents is taken to have some more, so that a word is not common for standing in
# the only one. The weights are those of the text, of the document's subject, of headings, and of
# the document's title; ts_rank of one word grows with each occurrence, up to 1.
_WORDS = """
    WITH asked AS MATERIALIZED (
        SELECT row_number() OVER () AS n, CAST(quote_literal(lexeme) AS tsquery) AS query, variant
          FROM (SELECT lexeme, false AS variant
                  FROM unnest(to_tsvector(CAST(:language AS regconfig), :words))
                UNION ALL
                SELECT lexeme, true
                  FROM unnest(to_tsvector(CAST(:language AS regconfig), :variants))) AS lexemes
    ), found AS (
        SELECT p.id, p.document_id, a.n,
               ts_rank('{0.4, 0.5, 0.8, 1.0}', p.words, a.query) AS weight,
               CAST(count(*) OVER (PARTITION BY p.document_id, a.n) AS float8) AS spread
          FROM (SELECT id, document_id, words FROM ingestion_passages
                 WHERE words @@ (SELECT CAST(string_agg(CAST(query AS text), '|') AS tsquery)
                                   FROM asked) OFFSET 0) AS p
          JOIN asked a ON p.words @@ a.query
    ), hits AS MATERIALIZED (
        SELECT id, document_id, n, weight,
               sqrt(ln(1 + (max(spread) OVER (PARTITION BY document_id) + 1) / (spread + 1))
                    / ln(CAST(2 AS float8))) AS telling
          FROM found
    ), size AS (
        SELECT CAST(coalesce(sum(passages), 0) + 50 AS float8) AS passages,
               CAST(count(*) + 10 AS float8) AS documents
          FROM ingestion_documents
    ), rare AS MATERIALIZED (
        SELECT a.n,
               ln(1 + (size.passages + 0.5) / (count(h.id) + 0.5)) AS passages,
               ln(1 + (size.documents + 0.5) / (count(DISTINCT h.document_id) + 0.5)) AS documents
          FROM asked a CROSS JOIN size LEFT JOIN hits h USING (n)
         GROUP BY a.n, size.passages, size.documents
        HAVING NOT bool_and(a.variant) OR count(h.id) > 0
    ), total AS (
        SELECT greatest(sum(passages), 0.001) AS passages,
               greatest(sum(documents), 0.001) AS documents FROM rare
    ), in_document AS (
        SELECT document_id, sum(rare.documents * spread / (spread + 0.5)) AS score
          FROM (SELECT document_id, n, sum(weight) AS spread FROM hits GROUP BY 1, 2) AS spreads
          JOIN rare USING (n) GROUP BY document_id
    ), in_passage AS MATERIALIZED (
        SELECT id, sum(rare.passages * telling * weight / (weight + 0.8)) AS score
          FROM hits JOIN rare USING (n) GROUP BY id
    )"""
_ALL = """, candidates AS (SELECT id FROM ingestion_passages)"""
_NEAREST = """, candidates AS (
        (SELECT id FROM ingestion_passages
          WHERE vector_dims(embedding) = 384 AND model = :model
          ORDER BY CAST(embedding AS halfvec(384)) <=> CAST(:vector AS halfvec(384)) LIMIT 100)
        UNION
        (SELECT id FROM in_passage ORDER BY score DESC, id LIMIT 200)
    )"""
# A passage whose vector is not there yet is taken to mean about what its words say.
_BEST = """, compared AS (
        SELECT p.id, p.document_id, p.position, p.title_path[cardinality(p.title_path)] AS heading,
               coalesce(in_passage.score, 0) / total.passages AS words,
               coalesce(in_document.score, 0) / total.documents AS document,
               CASE WHEN p.model = :model
                    THEN 1 - (p.embedding <=> CAST(:vector AS halfvec)) END AS cosine
          FROM ingestion_passages p JOIN candidates USING (id) CROSS JOIN total
          LEFT JOIN in_passage USING (id) LEFT JOIN in_document USING (document_id)
        OFFSET 0
    )
    SELECT id, words, document, cosine,
           :by_words * words + :by_document * document
           + :by_meaning * greatest(coalesce(cosine, (words + document) / 2), 0)
           - CASE WHEN heading ~* :aside THEN 0.2 ELSE 0 END AS fit
      FROM compared ORDER BY fit DESC, document_id, position LIMIT :limit
"""
_EXACT, _INDEXED = text(_WORDS + _ALL + _BEST), text(_WORDS + _NEAREST + _BEST)


async def find_passages(
    scope: Scope,
    language: str,
    words: str,
    variants: str,
    aside: str,
    meaning: tuple[str, NDArray[np.float32]] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """The passages that fit a question best, and how well they do: `words`, `document`, `cosine`
    and, of these, `fit`.

    `variants` are other spellings of its words, which count where they occur. What stands under a
    heading that matches the regular expression `aside` stands back a little. `meaning` is a model
    with the question's vector. `words` says how many of the question's words stand in the passage,
    and `document` how many stand in the whole document, which tells whose manual is asked for.
    Rare words weigh more and repetition saturates, as in BM25 (Robertson and Zaragoza, 2009); for
    `words`, those that stand in fewer passages of their document than the others asked for weigh
    up to twice as much again.
    """
    model, vector = meaning or ("", None)
    found = await scope.session.execute(
        await _statement(scope, vector),
        {
            "language": language,
            "words": words,
            "variants": variants,
            "aside": aside,
            "model": model,
            "vector": None if vector is None else vector_text(vector),
            "limit": limit,
            **_WEIGHTS,
        },
    )
    return found.all()


async def _statement(scope: Scope, vector: NDArray[np.float32] | None) -> TextClause:
    if vector is None or len(vector) != INDEXED_DIMENSIONS:
        return _EXACT
    passages = await scope.session.scalar(select(func.sum(DocumentRow.passages)))
    if (passages or 0) <= MOST_COMPARED:
        return _EXACT
    # The index holds all stores' passages: it is walked on until enough of this store are found.
    await scope.session.execute(text("SET LOCAL hnsw.iterative_scan = relaxed_order"))
    return _INDEXED
