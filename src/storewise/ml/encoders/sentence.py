"""The sentence encoder that ships with Storewise: all-MiniLM-L6-v2, int8, on the CPU."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SHIPPED = Path(__file__).parent / "minilm"
MAX_TOKENS = 128
MOST_TOKENS = 256
MOST_CHARACTERS = 16_384
REMEDY = "Reinstall Storewise, or run scripts/make_encoder.py."


class ModelFileError(Exception):
    """A file of the model is missing or is not the one that was shipped."""


class SentenceEncoder:
    """Encode short texts (titles, descriptions, questions) as vectors of unit length.

    The dot product of two vectors is their cosine. The same text always gives the same vector,
    bit for bit, on the same machine: activations are quantised over all that shares a call, so
    the model is given one text per call, and many texts are spread over threads instead.

    `name` says which model it is; `version` changes whenever stored vectors must be made anew.
    Safe to share between threads.
    """

    name = "all-MiniLM-L6-v2-int8"
    dimensions = 384

    def __init__(
        self, session: "InferenceSession", tokenizer: "Tokenizer", *, threads: int, version: str
    ) -> None:
        self.version = version
        self._session = session
        self._tokenizer = tokenizer
        self._threads = threads

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 2, max_tokens: int = MAX_TOKENS) -> Self:
        """Read the model from the folder `path`, by default the one that is shipped (0.1 s).

        `threads` is how many texts `encode` works on at once. Of each text the first `max_tokens`
        tokens count (3 to 256; 128 are some 90 English words). Raises ModelFileError when a file
        is missing or is not what its checksum says.
        """
        if threads < 1 or not 3 <= max_tokens <= MOST_TOKENS:
            raise ValueError(f"cannot encode {max_tokens} tokens on {threads} threads")
        import onnxruntime
        from tokenizers import Tokenizer

        folder = path or SHIPPED
        _verify(folder)
        options = onnxruntime.SessionOptions()
        # One call, one thread: parallel calls beat parallel operators on texts this short.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Texts differ in length: an arena and a plan per length only grow, and gain no speed.
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        session = onnxruntime.InferenceSession(
            folder / "model.onnx", options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(max_tokens)
        return cls(session, tokenizer, threads=threads, version=cls.version_of(folder, max_tokens))

    @classmethod
    def version_of(cls, path: Path | None = None, max_tokens: int = MAX_TOKENS) -> str:
        """Return the `version` that an encoder loaded alike has, without loading it."""
        digest = hashlib.sha256(_checksums(path or SHIPPED).encode()).hexdigest()
        return f"{cls.name}-{max_tokens}-{digest[:12]}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode each text; returns (len(texts), dimensions), rows of unit length in order."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)

        def encode_share(first: int) -> None:
            for place in range(first, len(texts), self._threads):
                vectors[place] = self.encode_one(texts[place])

        with ThreadPoolExecutor(self._threads, "encoder") as pool:
            for _ in pool.map(encode_share, range(self._threads)):
                pass
        return vectors

    def encode_one(self, text: str) -> NDArray[np.float32]:
        """Encode one text; returns (dimensions,), of unit length. An empty text is a text too."""
        # The tokenizer reads all before it truncates: spare it what is far beyond the limit.
        # A lone surrogate (half an emoji in a careless feed) cannot be tokenised; "?" can.
        clean = text[:MOST_CHARACTERS].encode("utf-8", "replace").decode()
        ids = np.array([self._tokenizer.encode(clean).ids], np.int64)
        vector: NDArray[np.float32] = self._session.run(None, {"input_ids": ids})[0][0]
        return vector


def _checksums(folder: Path) -> str:
    """Return the text of the folder's SHA256SUMS: a line for each file."""
    try:
        return (folder / "SHA256SUMS").read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise _absent(missing) from missing


def _verify(folder: Path) -> None:
    """Raise ModelFileError unless every file in SHA256SUMS is there as it was shipped (20 ms)."""
    for line in _checksums(folder).splitlines():
        expected, name = line.split()
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError as missing:
            raise _absent(missing) from missing
        if found != expected:
            raise ModelFileError(
                f"{folder / name} is damaged or was replaced: its SHA-256 is {found}, and the one "
                f"shipped has {expected}. {REMEDY}"
            )


def _absent(missing: FileNotFoundError) -> ModelFileError:
    return ModelFileError(f"{missing.filename} is missing. {REMEDY}")
