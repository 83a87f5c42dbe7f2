"""Makes the small checkpoint of this folder and the logits that it must give: python3 make.py (Debian's python3-torch, 1.13).

The weights are drawn from a fixed seed and mean nothing. The logits come from PyTorch's own nn.TransformerEncoderLayer in double
precision and from a WordPiece written down here, so that they share no code with the product."""

import json
import struct
import unicodedata
from pathlib import Path

import torch

FOLDER = Path(__file__).parent
HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 16, 2, 2, 24, 32
LABELS = ["neutral", "positive", "negative"]
WORDS = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] the a of to in on and blue red zorb zorbs flim flam grok groks quux plon plons vex tam tams "
    "rise fall up down high low ##s ##ed ##ing ##er ##or ##ly ##b un ##grok ##plon mek dor lun sil ver cafe 1 2 3 ##0 ##5 "
    ". , : ; ! ? - ' % $ ##a ##u ##quux"
).split()
TEXTS = [
    "Zorb rises",
    "the groks fall, down to 30%",
    "Plons vexed: flimflam unknown!",
    "CAFÉ café quuxly - up 1.5",
    "a",
    "",
    "blue red blue red blue red blue red blue red blue red blue red blue red blue red blue red blue red blue red blue red blue red",
]


def stored(shape, scale, kind, generator):
    """Numbers as they are stored, and their bytes."""
    values = torch.randn(shape, generator=generator, dtype=torch.float64) * scale
    low = values.to({"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}[kind])
    flat = low.flatten().to(torch.float64).tolist()
    if kind == "F32":
        data = b"".join(struct.pack("<f", v) for v in flat)
    elif kind == "F16":
        data = b"".join(struct.pack("<e", v) for v in flat)
    else:
        data = b"".join(struct.pack("<f", v)[2:] for v in flat)
    return low.to(torch.float64), data


def pieces(text):
    """[CLS] … [SEP] as ids: lower case, no accents, marks alone, the longest piece first."""
    text = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    spaced = "".join(f" {c} " if not c.isalnum() and not c.isspace() else c for c in text)
    ids = [WORDS.index("[CLS]")]
    for word in spaced.split():
        found, start = [], 0
        while start < len(word):
            ends = [e for e in range(len(word), start, -1) if ("##" if start else "") + word[start:e] in WORDS]
            if not ends:
                found = [WORDS.index("[UNK]")]
                break
            found.append(WORDS.index(("##" if start else "") + word[start : ends[0]]))
            start = ends[0]
        ids += found
    return ids[: POSITIONS - 1] + [WORDS.index("[SEP]")]


def main():
    generator = torch.Generator().manual_seed(20260718)
    weights, blobs = {}, {}

    def add(name, shape, scale, kind="F32", shift=0.0):
        values, data = stored(shape, scale, kind, generator)
        if shift:
            values = (values + shift).to(torch.float32).to(torch.float64)
            data = b"".join(struct.pack("<f", v) for v in values.flatten().tolist())
        weights[name], blobs[name] = values, (kind, shape, data)

    add("bert.embeddings.word_embeddings.weight", [len(WORDS), HIDDEN], 0.5)
    add("bert.embeddings.position_embeddings.weight", [POSITIONS, HIDDEN], 0.3, "F16")
    add("bert.embeddings.token_type_embeddings.weight", [2, HIDDEN], 0.3, "BF16")
    add("bert.embeddings.LayerNorm.weight", [HIDDEN], 0.1, shift=1.0)
    add("bert.embeddings.LayerNorm.bias", [HIDDEN], 0.1)
    for k in range(LAYERS):
        layer = f"bert.encoder.layer.{k}"
        for part, out, inp in [
            ("attention.self.query", HIDDEN, HIDDEN),
            ("attention.self.key", HIDDEN, HIDDEN),
            ("attention.self.value", HIDDEN, HIDDEN),
            ("attention.output.dense", HIDDEN, HIDDEN),
            ("intermediate.dense", INNER, HIDDEN),
            ("output.dense", HIDDEN, INNER),
        ]:
            add(f"{layer}.{part}.weight", [out, inp], 0.4)
            add(f"{layer}.{part}.bias", [out], 0.2)
        for part in ["attention.output.LayerNorm", "output.LayerNorm"]:
            add(f"{layer}.{part}.weight", [HIDDEN], 0.1, shift=1.0)
            add(f"{layer}.{part}.bias", [HIDDEN], 0.1)
    add("bert.pooler.dense.weight", [HIDDEN, HIDDEN], 0.4)
    add("bert.pooler.dense.bias", [HIDDEN], 0.2)
    add("classifier.weight", [len(LABELS), HIDDEN], 0.6)
    add("classifier.bias", [len(LABELS)], 0.2)

    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name in sorted(blobs):
        kind, shape, blob = blobs[name]
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [len(data), len(data) + len(blob)]}
        data += blob
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    (FOLDER / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
    (FOLDER / "vocab.txt").write_text("\n".join(WORDS) + "\n")
    config = {
        "model_type": "bert",
        "vocab_size": len(WORDS),
        "hidden_size": HIDDEN,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "intermediate_size": INNER,
        "max_position_embeddings": POSITIONS,
        "type_vocab_size": 2,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
        "id2label": {str(i): label for i, label in enumerate(LABELS)},
    }
    (FOLDER / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    expected = [{"text": t, "ids": pieces(t), "logits": logits(weights, pieces(t))} for t in TEXTS]
    (FOLDER / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")


def logits(weights, ids):
    embeddings = "bert.embeddings."
    x = weights[embeddings + "word_embeddings.weight"][ids]
    x = x + weights[embeddings + "position_embeddings.weight"][: len(ids)] + weights[embeddings + "token_type_embeddings.weight"][0]
    x = torch.nn.functional.layer_norm(
        x, [HIDDEN], weights[embeddings + "LayerNorm.weight"], weights[embeddings + "LayerNorm.bias"], 1e-12
    ).unsqueeze(0)
    for k in range(LAYERS):
        name = f"bert.encoder.layer.{k}."
        layer = torch.nn.TransformerEncoderLayer(
            HIDDEN, HEADS, INNER, dropout=0.0, activation="gelu", layer_norm_eps=1e-12, batch_first=True, dtype=torch.float64
        )
        get = lambda part: weights[name + part]
        three = ["attention.self.query", "attention.self.key", "attention.self.value"]
        layer.load_state_dict(
            {
                "self_attn.in_proj_weight": torch.cat([get(p + ".weight") for p in three]),
                "self_attn.in_proj_bias": torch.cat([get(p + ".bias") for p in three]),
                "self_attn.out_proj.weight": get("attention.output.dense.weight"),
                "self_attn.out_proj.bias": get("attention.output.dense.bias"),
                "linear1.weight": get("intermediate.dense.weight"),
                "linear1.bias": get("intermediate.dense.bias"),
                "linear2.weight": get("output.dense.weight"),
                "linear2.bias": get("output.dense.bias"),
                "norm1.weight": get("attention.output.LayerNorm.weight"),
                "norm1.bias": get("attention.output.LayerNorm.bias"),
                "norm2.weight": get("output.LayerNorm.weight"),
                "norm2.bias": get("output.LayerNorm.bias"),
            }
        )
        with torch.no_grad():
            x = layer(x)
    pooled = torch.tanh(x[0, 0] @ weights["bert.pooler.dense.weight"].T + weights["bert.pooler.dense.bias"])
    return (pooled @ weights["classifier.weight"].T + weights["classifier.bias"]).tolist()


if __name__ == "__main__":
    main()
