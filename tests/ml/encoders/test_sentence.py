"""The shipped sentence encoder: repeatable, close to the original model, and guarded."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from storewise.ml.encoders import ModelFileError, SentenceEncoder, sentence

HERE = Path(__file__).parent
TEXTS = json.loads((HERE / "texts.json").read_text(encoding="utf-8"))
PRODUCTS, QUERIES = TEXTS["products"], TEXTS["queries"]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder.load()


@pytest.fixture(scope="module")
def reference() -> dict[str, NDArray[np.float32]]:
    with np.load(HERE / "reference.npz") as stored:
        return {group: stored[group].astype(np.float32) for group in stored.files}


@pytest.fixture
def copied_model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(sentence.SHIPPED, tmp_path / "minilm"))


def ranks(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    return scores.argsort(axis=1).argsort(axis=1)


def test_a_text_has_the_same_vector_alone_and_in_any_company(encoder: SentenceEncoder) -> None:
    together = encoder.encode(PRODUCTS)
    backwards = encoder.encode(PRODUCTS[::-1])[::-1]
    alone = np.stack([encoder.encode_one(text) for text in PRODUCTS])
    assert np.array_equal(together, backwards)
    assert np.array_equal(together, alone)


@pytest.mark.parametrize("threads", [1, 3, 8])
def test_the_number_of_threads_changes_no_bit(encoder: SentenceEncoder, threads: int) -> None:
    other = SentenceEncoder.load(threads=threads)
    assert np.array_equal(other.encode(PRODUCTS), encoder.encode(PRODUCTS))


def test_one_encoder_serves_several_callers_at_once(encoder: SentenceEncoder) -> None:
    expected = encoder.encode(QUERIES)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: encoder.encode(QUERIES), range(8)))
    assert all(np.array_equal(answer, expected) for answer in answers)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(), max_size=400))
def test_any_text_gives_a_finite_vector_of_unit_length(encoder: SentenceEncoder, text: str) -> None:
    vector = encoder.encode_one(text)
    assert vector.shape == (encoder.dimensions,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["", " \n", "half an emoji \ud83d", "x" * 300_000, "y " * 90_000])
def test_awkward_texts_are_texts_too(encoder: SentenceEncoder, text: str) -> None:
    assert np.linalg.norm(encoder.encode_one(text)) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_rows(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_only_the_first_tokens_count(encoder: SentenceEncoder) -> None:
    sentence_of_90 = "garden " * 90
    assert not np.array_equal(
        encoder.encode_one(sentence_of_90 + "hose"), encoder.encode_one(sentence_of_90 + "table")
    )
    assert np.array_equal(
        encoder.encode_one("garden " * 200 + "hose"), encoder.encode_one("garden " * 200 + "table")
    )


def test_vectors_stay_close_to_the_original_model(
    encoder: SentenceEncoder, reference: dict[str, NDArray[np.float32]]
) -> None:
    cosines = np.concatenate(
        [(encoder.encode(TEXTS[group]) * reference[group]).sum(axis=1) for group in TEXTS]
    )
    assert cosines.mean() > 0.996  # measured .9971, also with AVX2 alone
    assert cosines.min() > 0.99  # measured .9949


def test_queries_rank_products_as_the_original_model_does(
    encoder: SentenceEncoder, reference: dict[str, NDArray[np.float32]]
) -> None:
    ours = encoder.encode(QUERIES) @ encoder.encode(PRODUCTS).T
    theirs = reference["queries"] @ reference["products"].T
    assert np.array_equal(ours.argmax(axis=1), theirs.argmax(axis=1))
    shared = ((ranks(ours) >= len(PRODUCTS) - 10) & (ranks(theirs) >= len(PRODUCTS) - 10)).sum(1)
    assert shared.mean() > 9.2  # of the best ten; measured 9.6
    pairs = zip(ranks(ours), ranks(theirs), strict=True)
    spearman = [np.corrcoef(mine, original)[0, 1] for mine, original in pairs]
    assert min(spearman) > 0.985  # measured .992


@pytest.mark.parametrize(
    ("query", "product"),
    [
        ("light laptop for travelling", "14 inch ultrabook"),
        ("coffee maker for cappuccino", "Espresso machine"),
        ("protect my skin from the sun", "Mineral sunscreen"),
        ("light for my reading table", "LED desk lamp"),
    ],
)
def test_a_query_finds_what_it_means_in_other_words(
    encoder: SentenceEncoder, query: str, product: str
) -> None:
    scores = encoder.encode(PRODUCTS) @ encoder.encode_one(query)
    assert PRODUCTS[int(scores.argmax())].startswith(product)


def test_a_damaged_model_is_named_and_refused(copied_model: Path) -> None:
    with (copied_model / "model.onnx").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"damage")
    with pytest.raises(ModelFileError, match=r"model\.onnx is damaged.*make_encoder"):
        SentenceEncoder.load(copied_model)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "SHA256SUMS"])
def test_a_missing_file_is_named(copied_model: Path, name: str) -> None:
    (copied_model / name).unlink()
    with pytest.raises(ModelFileError, match=rf"{name} is missing"):
        SentenceEncoder.load(copied_model)


def test_the_version_is_known_without_loading_and_changes_with_the_model(
    encoder: SentenceEncoder, copied_model: Path
) -> None:
    assert encoder.version == SentenceEncoder.version_of()
    assert SentenceEncoder.version_of(max_tokens=64) != encoder.version
    (copied_model / "SHA256SUMS").write_text("0  model.onnx\n", encoding="utf-8")
    assert SentenceEncoder.version_of(copied_model) != encoder.version


@pytest.mark.parametrize("options", [{"threads": 0}, {"max_tokens": 2}, {"max_tokens": 257}])
def test_senseless_limits_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="cannot encode"):
        SentenceEncoder.load(**options)


def test_importing_the_encoder_loads_no_runtime() -> None:
    code = "import sys, storewise.ml.encoders; print('onnxruntime' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "False"
