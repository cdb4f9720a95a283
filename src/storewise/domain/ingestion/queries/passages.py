"""SQL that finds the passages of a store's documents which fit a question."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, TextClause, func, select, text

from storewise.infra.tenancy import Scope

from ..asking import Term
from ..models import DocumentRow
from .documents import vector_text

# Up to so many passages every one is compared, which is exact and takes some milliseconds; beyond,
# the index says which are near. It knows vectors of the shipped encoder's length only.
MOST_COMPARED = 1_500
INDEXED_DIMENSIONS = 384

_WEIGHTS = {
    "by_words": 1.0,
    "by_document": 0.6,
    "by_meaning": 1.4,
    "likeness": 0.6,
    # Of the text, the opening words of the document, headings, and the document's title.
    "in_passage": [0.4, 0.2, 0.8, 0.4],
    "in_document": [0.4, 0.5, 0.8, 1.0],
}

# A store of few documents is taken to have some more, so that a word is not common for standing in
# the only one. ts_rank of one word grows with each occurrence, up to 1; that of several is their
# mean.
_WORDS = """
    WITH asked AS MATERIALIZED (
        SELECT n, own, alike, own || alike AS either,
               (numnode(own) + 1) / 2 AS spellings, (numnode(alike) + 1) / 2 AS synonyms
          FROM (SELECT n,
                       CAST(coalesce(string_agg(phrase, '|') FILTER (WHERE NOT synonym), '')
                            AS tsquery) AS own,
                       CAST(coalesce(string_agg(phrase, '|') FILTER (WHERE synonym), '')
                            AS tsquery) AS alike
                  FROM (SELECT DISTINCT n, synonym,
                               '(' || CAST(phraseto_tsquery(CAST(:language AS regconfig), phrase)
                                           AS text) || ')' AS phrase
                          FROM unnest(CAST(:numbers AS int[]), CAST(:synonyms AS boolean[]),
                                      CAST(:phrases AS text[]))
                               AS given (n, synonym, phrase)) AS phrases
                 WHERE phrase <> '()'
                 GROUP BY n HAVING bool_or(NOT synonym)) AS terms
    ), hits AS (
        SELECT p.id, p.document_id, a.n,
               greatest(spellings * ts_rank(CAST(:in_passage AS float4[]), words, own),
                        :likeness * synonyms
                        * ts_rank(CAST(:in_passage AS float4[]), words, alike)) AS weight,
               greatest(spellings * ts_rank(CAST(:in_document AS float4[]), words, own),
                        :likeness * synonyms
                        * ts_rank(CAST(:in_document AS float4[]), words, alike)) AS about
          FROM (SELECT id, document_id, words FROM ingestion_passages
                 WHERE words @@ (SELECT CAST(string_agg(CAST(either AS text), '|') AS tsquery)
                                   FROM asked) OFFSET 0) AS p
          JOIN asked a ON p.words @@ a.either
    ), spreads AS MATERIALIZED (
        SELECT document_id, n, passages, about, ids, weights,
               sqrt(ln(1 + (max(passages) OVER (PARTITION BY document_id) + 1) / (passages + 1))
                    / ln(CAST(2 AS float8))) AS telling
          FROM (SELECT document_id, n, CAST(count(*) AS float8) AS passages, sum(about) AS about,
                       array_agg(id) AS ids, array_agg(weight) AS weights
                  FROM hits GROUP BY document_id, n) AS counted
    ), size AS (
        SELECT CAST(coalesce(sum(passages), 0) + 50 AS float8) AS passages,
               CAST(count(*) + 10 AS float8) AS documents
          FROM ingestion_documents
    ), rare AS MATERIALIZED (
        SELECT a.n,
               ln(1 + (size.passages + 0.5) / (coalesce(sum(s.passages), 0) + 0.5)) AS passages,
               ln(1 + (size.documents + 0.5) / (count(s.n) + 0.5)) AS documents
          FROM asked a CROSS JOIN size LEFT JOIN spreads s USING (n)
         GROUP BY a.n, size.passages, size.documents
    ), total AS (
        SELECT greatest(sum(passages), 0.001) AS passages,
               greatest(sum(documents), 0.001) AS documents FROM rare
    ), in_document AS (
        SELECT document_id, sum(rare.documents * about / (about + 0.5)) AS score
          FROM spreads JOIN rare USING (n) GROUP BY document_id
    ), in_passage AS MATERIALIZED (
        SELECT id, sum(rare.passages * telling * weight / (weight + 0.8)) AS score
          FROM spreads JOIN rare USING (n)
         CROSS JOIN LATERAL unnest(ids, weights) AS held (id, weight)
         GROUP BY id
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
    ), best AS MATERIALIZED (
        SELECT id, words, document, cosine,
               :by_words * words + :by_document * document
               + :by_meaning * greatest(coalesce(cosine, (words + document) / 2), 0)
               - CASE WHEN heading ~* :aside THEN 0.3 ELSE 0 END AS fit
          FROM compared ORDER BY fit DESC, document_id, position LIMIT :limit
    )
    SELECT best.words, best.document, best.cosine, best.fit, p.id, p.document_id, p.title_path,
           p.page, p.start_at, p.end_at, p.text, d.title
      FROM best JOIN ingestion_passages p USING (id)
      JOIN ingestion_documents d ON d.id = p.document_id
     ORDER BY best.fit DESC, p.document_id, p.position
"""
_EXACT, _INDEXED = text(_WORDS + _ALL + _BEST), text(_WORDS + _NEAREST + _BEST)


async def find_passages(
    scope: Scope,
    language: str,
    asked: Sequence[Term],
    aside: str,
    meaning: tuple[str, NDArray[np.float32]] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """The passages that fit a question best, with their documents' titles, and how well they do:
    `words`, `document`, `cosine` and, of these, `fit`.

    A term's synonyms count less than its spellings. What stands under a heading that matches the
    regular expression `aside` stands back a little. `meaning` is a model with the question's
    vector. `words` says how many of the question's words stand in the passage and its headings, and
    `document` how many stand in the whole document, which tells whose manual is asked for. Rare
    words weigh more and repetition saturates, as in BM25 (Robertson and Zaragoza, 2009); for
    `words`, those that stand in fewer passages of their document than the others asked for weigh
    up to twice as much again.
    """
    model, vector = meaning or ("", None)
    phrases = [
        (n, synonym, phrase)
        for n, term in enumerate(asked)
        for synonym, said in ((False, term.spellings), (True, term.alike))
        for phrase in said
    ]
    found = await scope.session.execute(
        await _statement(scope, vector),
        {
            "language": language,
            "numbers": [n for n, _, _ in phrases],
            "synonyms": [synonym for _, synonym, _ in phrases],
            "phrases": [phrase for _, _, phrase in phrases],
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
