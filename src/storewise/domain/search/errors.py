"""Named errors of search."""

from storewise.infra.errors import NotFound


class NotIndexed(NotFound):
    """The product is not in the index: it is not published, or was only just written."""

    code = "search.not_indexed"
    message = "This product is not in the search index."


class SynonymNotFound(NotFound):
    """No such synonym set in this store."""

    code = "search.synonym_not_found"
    message = "There is no such set of synonyms."
