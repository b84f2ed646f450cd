"""Draws of valid/draws.json by another program in another language, from the text of spec/sampler.md alone. Python 3, no packages."""

import hashlib
import json
import sys
from decimal import Decimal, getcontext
from pathlib import Path

getcontext().prec = 60
here = Path(__file__).parent / "valid"


def read(name):
    return json.loads((here / name).read_text())


def sat(x):
    return max(-(2**19), min(2**19 - 1, x))


def round_divide(a, b):
    return (2 * a + b) // (2 * b)


def round_shift(a, s):
    return a if s == 0 else (a + 2 ** (s - 1)) >> s


def row(i):
    return int((Decimal(2**26) * (Decimal(-i) / 256).exp() + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR"))


BASE = [row(i) for i in range(4097)]
SLOPE = [-((BASE[i] - BASE[i + 1]) // 16) for i in range(4096)]


def weight(u):
    return round_shift(BASE[u // 16] + SLOPE[u // 16] * (u % 16), 6)


def token(s, e, logits, prompt, answer, seed, index):
    scores = []
    biases = dict(s["logitBias"])
    for v, q in enumerate(logits):
        x = q + round_divide(biases.get(v, 0) * 2**e, 10**6)
        c = answer.count(v)
        if v in prompt or c > 0:
            r = round_divide(4096 * s["repetition"], 10**6) if x < 0 else round_divide(4096 * 10**6, s["repetition"])
            x = round_shift(x * r, 12)
        p = round_divide(s["presence"] * 2**e, 10**6) if c > 0 else 0
        scores.append(sat(x - p - round_divide(s["frequency"] * 2**e, 10**6) * c))
    order = sorted(range(len(scores)), key=lambda v: (-scores[v], v))
    if s["temperature"] == 0:
        return order[0]
    scales = [(round_divide(2 ** (12 - e + k) * 10**6, s["temperature"]), k) for k in range(21)]
    scale, k = max([pair for pair in scales if pair[0] <= 2**16 - 1] or [(2**16 - 1, 0)], key=lambda pair: pair[1])
    most = scores[order[0]]
    weights = {v: weight(min(2**16 - 1, round_shift((most - scores[v]) * scale, k))) for v in order}
    left = order[: s["topK"]] if s["topK"] > 0 else order
    left = [v for v in left if weights[v] >= max(1, -(-s["minP"] * 2**20 // 10**6))]
    if s["topP"] < 10**6:
        least = max(1, -(-s["topP"] * sum(weights[v] for v in left) // 10**6))
        mass, n = 0, 0
        while mass < least:
            mass += weights[left[n]]
            n += 1
        left = left[:n]
    total = sum(weights[v] for v in left)
    r = int.from_bytes(hashlib.sha256(seed + index.to_bytes(4, "big")).digest()[:16], "big") * total >> 128
    for v in sorted(left):
        if r < weights[v]:
            return v
        r -= weights[v]


draws = read("draws.json")
samplers = {one["name"]: one["sampler"] for one in read("samplers.json")["samplers"]}
section = b"".join(b.to_bytes(4, "little", signed=True) for b in BASE[:4096]) + b"".join(
    s.to_bytes(2, "little", signed=True) for s in SLOPE
)
assert "0x" + hashlib.sha256(section).hexdigest() == read("exponential.json")["sectionHash"]
checked = 0
for part in draws["rows"]:
    logits = [
        int.from_bytes(hashlib.sha256(f"{part['name']} {v}".encode()).digest()[:2], "big", signed=True) >> part["shift"]
        for v in range(part["size"])
    ]
    seed = hashlib.sha256(f"seed {part['name']}".encode()).digest()
    for name, tokens in part["tokens"]:
        for index, expected in enumerate(tokens):
            got = token(samplers[name], part["exponent"], logits, draws["prompt"], draws["answer"], seed, index)
            if got != expected:
                sys.exit(f"{part['name']}, {name}, index {index}: {got}, {expected} expected")
            checked += 1
print(checked)
