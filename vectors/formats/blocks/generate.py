"""Random blocks of GGUF's quantized types and what the gguf package makes of them: blocks.json.

    pip install gguf==0.19.0 numpy && python generate.py

Values are float32; their SHA-256 is of the little-endian bytes, the first four stand as numbers.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, quants

# Bytes of a block, and where its scales (float16) lie: other bytes are random.
TYPES = {
    "Q4_0": (18, [0]),
    "Q4_1": (20, [0, 2]),
    "Q5_0": (22, [0]),
    "Q5_1": (24, [0, 2]),
    "Q8_0": (34, [0]),
    "Q4_K": (144, [0, 2]),
    "Q5_K": (176, [0, 2]),
    "Q6_K": (210, [208]),
}
BLOCKS = 4
SCALES = [0.013, -0.5, 3.25, 0.0007]

random = np.random.default_rng(1)
scales = np.array(SCALES, dtype=np.float16).view(np.uint8).reshape(BLOCKS, 2)
out = {}
for name, (size, places) in TYPES.items():
    blocks = random.integers(0, 256, size * BLOCKS, dtype=np.uint8).reshape(BLOCKS, size)
    for i, place in enumerate(places):
        blocks[:, place : place + 2] = np.roll(scales, i, axis=0)
    values = quants.dequantize(blocks.reshape(1, -1), getattr(GGMLQuantizationType, name)).reshape(-1)
    values = values.astype("<f4")
    out[name] = {
        "blocks": blocks.tobytes().hex(),
        "values": len(values),
        "first": [float(value) for value in values[:4]],
        "sha256": hashlib.sha256(values.tobytes()).hexdigest(),
    }
Path(__file__).with_name("blocks.json").write_text(json.dumps(out, indent=1) + "\n")
