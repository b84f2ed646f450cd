#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains the digits classifier and writes digits.onnx and heldout.json.

Needs the packages pinned in requirements.txt (CPU is enough) and the 10,000 labelled MNIST test digits, as
t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz in $ASSAY_MATERIAL/mnist-data, by default
../shared/material/mnist-data seen from the repository root.

    python3 train.py                train (about five minutes on two cores), write and verify
    python3 train.py --evaluate     only evaluate the files already here
"""

import argparse
import gzip
import hashlib
import json
import os
import struct
import sys
import time
from pathlib import Path

try:
    import jax
    import jax.numpy as jnp
    import numpy as np
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper
except ImportError as missing:
    sys.exit(f"train.py needs {missing.name}: install the packages in requirements.txt into a virtual environment")

sys.dont_write_bytecode = True  # importing draw.py must leave nothing in this folder
import draw

HERE = Path(__file__).resolve().parent
SEED = 20260
TRAIN, VALIDATION, HELDOUT = 8500, 500, 1000
EPOCHS, BATCH, RATE = 120, 100, 3e-3
WEIGHT_DECAY, SMOOTHING, DROPOUT, AVERAGING = 1e-4, 0.02, 0.15, 0.998
# MNIST has next to no 1 with a flag or a foot, so that a network trained on it alone reads such a 1 as a 7, a 2 or a 3.
# Some drawings mixed in teach it those; they share no key with the drawings it is evaluated on.
DRAWN_TRAINING_PER_DIGIT = 250
DRAWN_EVALUATION_PER_DIGIT = 100

HIDDEN = 48  # width of the hidden dense layer


# ---------------------------------------------------------------- data

def read_idx(path):
    data = gzip.decompress(path.read_bytes())
    kind, rank = data[2], data[3]
    if data[:2] != b"\0\0" or kind != 8 or rank not in (1, 3):
        raise ValueError(f"{path.name} is not an IDX file of bytes")
    shape = struct.unpack(f">{rank}I", data[4:4 + 4 * rank])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def load_mnist():
    material = os.environ.get("ASSAY_MATERIAL")
    folder = (Path(material) if material else HERE.parents[2] / "shared" / "material") / "mnist-data"
    names = ("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")
    for name in names:
        if not (folder / name).is_file():
            sys.exit(f"no mnist-data/{name}: set ASSAY_MATERIAL to the folder that holds mnist-data")
    images, labels = (read_idx(folder / name) for name in names)
    if images.shape != (10000, 28, 28) or labels.shape != (10000,):
        sys.exit("the files in mnist-data are not the 10,000 MNIST test digits")
    return images, labels.astype(np.int64)


def split():
    """(training, validation, held out): sorted, disjoint indices into the 10,000."""
    # PCG64 is named so that a later change of numpy's default generator cannot move the split.
    order = np.random.Generator(np.random.PCG64(SEED)).permutation(TRAIN + VALIDATION + HELDOUT)
    heldout, validation, training = np.split(order, [HELDOUT, HELDOUT + VALIDATION])
    return np.sort(training), np.sort(validation), np.sort(heldout)


def drawings(series, per_digit):
    images, labels = draw.series(series, per_digit)
    pixels = np.frombuffer(b"".join(images), np.uint8).reshape(-1, draw.SIDE, draw.SIDE)
    return pixels, np.array(labels, np.int64)


# ---------------------------------------------------------------- augmentation

def smoothing_matrix(sigma):
    k = np.arange(28)
    m = np.exp(-((k[:, None] - k[None, :]) ** 2) / (2 * sigma * sigma))
    return (m / m.sum(1, keepdims=True)).astype(np.float32)


SMOOTH = smoothing_matrix(4.0)


def neighbours(images, reduce):
    """reduce over each pixel and its four neighbours."""
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    out = images
    for dy, dx in ((0, 1), (2, 1), (1, 0), (1, 2)):
        out = reduce(out, padded[:, dy:dy + 28, dx:dx + 28])
    return out


def augment(images, rng):
    """Random stroke thickness, scale, rotation, shear, shift, elastic bend and contrast; float pixels in 0..1."""
    n = len(images)

    def uniform(low, high):
        return rng.uniform(low, high, (n, 1, 1)).astype(np.float32)

    # Thickness: blend towards the dilated or the eroded image; erosion more carefully, as it can cut thin strokes.
    change = uniform(-0.4, 0.8)
    images = (
        images
        + np.maximum(change, 0) * (neighbours(images, np.maximum) - images)
        + np.maximum(-change, 0) * (neighbours(images, np.minimum) - images)
    )

    # Output pixel -> place in the source, about the image centre. Scales are log-uniform, digits 0.72 to 1.2 of MNIST's.
    scale = np.exp(uniform(np.log(0.72), np.log(1.2)))
    stretch = np.exp(uniform(-0.14, 0.14))
    angle, shear = uniform(-0.2, 0.2), uniform(-0.2, 0.2)
    shift_x, shift_y = uniform(-2.5, 2.5), uniform(-2.5, 2.5)
    grid = np.arange(28, dtype=np.float32) - 13.5
    gy, gx = grid[None, :, None] - shift_y, grid[None, None, :] - shift_x
    cos, sin = np.cos(angle), np.sin(angle)
    rx, ry = cos * gx + sin * gy, -sin * gx + cos * gy
    sx = (rx + shear * ry) / (scale * stretch) + 13.5
    sy = ry / (scale / stretch) + 13.5

    # Elastic bend: smoothed noise, rescaled to a random strength in pixels.
    noise = rng.standard_normal((2, n, 28, 28), dtype=np.float32)
    noise = SMOOTH @ noise @ SMOOTH.T
    noise *= uniform(0, 1.1) / (noise.std(axis=(2, 3), keepdims=True) + 1e-6)
    sx, sy = sx + noise[0], sy + noise[1]

    # Bilinear sampling. Two pixels of black padding let every place outside the image clip to black.
    padded = np.pad(images, ((0, 0), (2, 2), (2, 2))).reshape(n, -1)
    sx, sy = np.clip(sx + 2, 0, 30.99), np.clip(sy + 2, 0, 30.99)
    x0, y0 = sx.astype(np.int32), sy.astype(np.int32)
    fx, fy = sx - x0, sy - y0
    at = (y0 * 32 + x0).reshape(n, -1)

    def take(offset):
        return np.take_along_axis(padded, at + offset, 1).reshape(n, 28, 28)

    out = (1 - fy) * ((1 - fx) * take(0) + fx * take(1)) + fy * ((1 - fx) * take(32) + fx * take(33))
    return np.clip(out * uniform(0.75, 1.25), 0, 1).astype(np.float32)


# ---------------------------------------------------------------- network

def initial_parameters(rng):
    def he(*shape):
        fan_in = int(np.prod(shape[1:]))
        return (rng.standard_normal(shape) * np.sqrt(2 / fan_in)).astype(np.float32)

    shapes = {"conv1": (8, 1, 5, 5), "conv2": (24, 8, 5, 5), "dense1": (HIDDEN, 600), "dense2": (10, HIDDEN)}
    parameters = {}
    for name, shape in shapes.items():
        parameters[f"{name}.weight"] = he(*shape)
        parameters[f"{name}.bias"] = np.zeros(shape[0], np.float32)
    return parameters


def convolve(x, p, name, pad):
    # Shifted slices and one matrix product: same sums as a convolution, with a far quicker gradient on a CPU here
    # than the library's own convolution has.
    w = p[f"{name}.weight"]
    size = w.shape[2]
    x = jnp.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    high, wide = x.shape[1] - size + 1, x.shape[2] - size + 1
    patches = jnp.concatenate([x[:, i:i + high, j:j + wide, :] for i in range(size) for j in range(size)], axis=3)
    flat = w.transpose(2, 3, 1, 0).reshape(-1, w.shape[0])
    return patches @ flat + p[f"{name}.bias"]


def pool(x):
    n, h, w, c = x.shape
    return x.reshape(n, h // 2, 2, w // 2, 2, c).max(axis=(2, 4))


def network(p, x, keep=None):
    """x: [N,28,28] in 0..1. keep: dropout mask of the hidden layer in training, None otherwise."""
    x = pool(jax.nn.relu(convolve(x[..., None], p, "conv1", 2)))
    x = pool(jax.nn.relu(convolve(x, p, "conv2", 0)))
    x = x.transpose(0, 3, 1, 2).reshape(len(x), -1)  # channels first, as ONNX flattens
    x = jax.nn.relu(x @ p["dense1.weight"].T + p["dense1.bias"])
    if keep is not None:
        x = x * keep
    return x @ p["dense2.weight"].T + p["dense2.bias"]


def loss(p, x, y, keep):
    target = jax.nn.one_hot(y, 10) * (1 - SMOOTHING) + SMOOTHING / 10
    return -(target * jax.nn.log_softmax(network(p, x, keep))).sum(1).mean()


@jax.jit
def step(p, m, v, mean, t, rate, x, y, keep):
    """One AdamW step, and the running mean of the weights, which is what gets exported."""
    g = jax.grad(loss)(p, x, y, keep)
    m = {k: 0.9 * m[k] + 0.1 * g[k] for k in p}
    v = {k: 0.999 * v[k] + 0.001 * g[k] ** 2 for k in p}
    out = {}
    for k in p:
        move = (m[k] / (1 - 0.9 ** t)) / (jnp.sqrt(v[k] / (1 - 0.999 ** t)) + 1e-8)
        out[k] = p[k] - rate * (move + (WEIGHT_DECAY * p[k] if k.endswith("weight") else 0))
    keep_mean = jnp.minimum(AVERAGING, t / (t + 10))
    mean = {k: keep_mean * mean[k] + (1 - keep_mean) * out[k] for k in p}
    return out, m, v, mean


predict = jax.jit(network)


def accuracy_of(p, images, labels):
    return float((np.asarray(predict(p, images.astype(np.float32) / 255)).argmax(1) == labels).mean())


def train(images, labels, check_images, check_labels):
    rng = np.random.Generator(np.random.PCG64([SEED, 1]))
    pixels = images.astype(np.float32) / 255
    p = initial_parameters(rng)
    m = {k: np.zeros_like(w) for k, w in p.items()}
    v, mean = dict(m), dict(p)
    steps = len(pixels) // BATCH
    t = 0
    for epoch in range(EPOCHS):
        order = rng.permutation(len(pixels))
        for k in range(steps):
            batch = order[k * BATCH:(k + 1) * BATCH]
            x = augment(pixels[batch], rng)
            keep = (rng.random((BATCH, HIDDEN)) >= DROPOUT).astype(np.float32) / np.float32(1 - DROPOUT)
            t += 1
            progress = t / (EPOCHS * steps)
            rate = RATE * min(1, t / 200) * 0.5 * (1 + np.cos(np.pi * progress))
            p, m, v, mean = step(p, m, v, mean, np.float32(t), np.float32(rate), x, labels[batch], keep)
        if (epoch + 1) % 5 == 0:
            print(f"epoch {epoch + 1:3d}: validation {accuracy_of(mean, check_images, check_labels):.4f}", flush=True)
    return {k: np.asarray(w) for k, w in mean.items()}


# ---------------------------------------------------------------- export

def export(p):
    """The ONNX file's bytes. Written node by node, so that nothing of the training machine can reach the file."""
    p = dict(p)
    # Pixels come as 0..255. Black stays 0 under x/255, so the convolution's zero padding means black either way and
    # the division folds into the weights.
    p["conv1.weight"] = (p["conv1.weight"].astype(np.float64) / 255).astype(np.float32)

    nodes = [
        helper.make_node("Conv", ["image", "conv1.weight", "conv1.bias"], ["conv1.out"], "conv1",
                         kernel_shape=[5, 5], pads=[2, 2, 2, 2], strides=[1, 1]),
        helper.make_node("Relu", ["conv1.out"], ["relu1.out"], "relu1"),
        helper.make_node("MaxPool", ["relu1.out"], ["pool1.out"], "pool1", kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Conv", ["pool1.out", "conv2.weight", "conv2.bias"], ["conv2.out"], "conv2",
                         kernel_shape=[5, 5], pads=[0, 0, 0, 0], strides=[1, 1]),
        helper.make_node("Relu", ["conv2.out"], ["relu2.out"], "relu2"),
        helper.make_node("MaxPool", ["relu2.out"], ["pool2.out"], "pool2", kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Flatten", ["pool2.out"], ["flatten.out"], "flatten", axis=1),
        helper.make_node("Gemm", ["flatten.out", "dense1.weight", "dense1.bias"], ["dense1.out"], "dense1", transB=1),
        helper.make_node("Relu", ["dense1.out"], ["relu3.out"], "relu3"),
        helper.make_node("Gemm", ["relu3.out", "dense2.weight", "dense2.bias"], ["logits"], "dense2", transB=1),
    ]
    graph = helper.make_graph(
        nodes, "digits",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", 1, 28, 28])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", 10])],
        [numpy_helper.from_array(w, name) for name, w in p.items()],
    )
    model = helper.make_model(graph, producer_name="assay-digits", ir_version=8,
                              opset_imports=[helper.make_opsetid("", 13)])
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString(deterministic=True)


def run_onnx(data, images):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    return session.run(["logits"], {"image": images.astype(np.float32)[:, None]})[0]


def shipped_images():
    names = json.loads((HERE / "images" / "labels.json").read_text())
    pixels = [draw.png_pixels((HERE / "images" / name).read_bytes()) for name in names]
    return np.frombuffer(b"".join(pixels), np.uint8).reshape(-1, 28, 28), np.array(list(names.values()))


def evaluate(data, sets):
    """Prints each set's accuracy; returns the logits by name."""
    logits = {}
    for name, (images, labels) in sets.items():
        logits[name] = run_onnx(data, images)
        right = int((logits[name].argmax(1) == labels).sum())
        print(f"{name:22s} {right:5d} / {len(labels):5d} = {right / len(labels):.4f}")
    return logits


def main():
    parser = argparse.ArgumentParser(description="Train, export and evaluate the digits classifier.")
    parser.add_argument("--evaluate", action="store_true", help="evaluate the files already here; train nothing")
    args = parser.parse_args()

    images, labels = load_mnist()
    training, validation, heldout = split()
    sets = {
        "MNIST training": (images[training], labels[training]),
        "MNIST validation": (images[validation], labels[validation]),
        "MNIST held out": (images[heldout], labels[heldout]),
        "drawn, shipped": shipped_images(),
        "drawn, calibration": drawings(draw.CALIBRATION, draw.CALIBRATION_PER_DIGIT),
        "drawn, evaluation": drawings(draw.EVALUATION, DRAWN_EVALUATION_PER_DIGIT),
    }
    target = HERE / "digits.onnx"
    print(f"seed {SEED}; split: {TRAIN} training, {VALIDATION} validation, {HELDOUT} held out")

    if args.evaluate:
        if json.loads((HERE / "heldout.json").read_text())["indices"] != heldout.tolist():
            sys.exit("heldout.json does not hold this script's split")
        evaluate(target.read_bytes(), sets)
        return

    started = time.time()
    drawn, drawn_labels = drawings(draw.TRAINING, DRAWN_TRAINING_PER_DIGIT)
    p = train(np.concatenate([images[training], drawn]), np.concatenate([labels[training], drawn_labels]),
              *sets["MNIST validation"])
    print(f"{sum(w.size for w in p.values())} parameters, trained in {time.time() - started:.0f} s")

    data = export(p)
    logits = evaluate(data, sets)
    for name, (x, _) in sets.items():
        own = np.asarray(predict(p, x.astype(np.float32) / 255))
        if not (own.argmax(1) == logits[name].argmax(1)).all() or np.abs(own - logits[name]).max() > 1e-3:
            sys.exit(f"{name}: the exported file and the trained network disagree")
    print("the exported file gives the trained network's answer on every image above")

    target.write_bytes(data)
    heldout_file = {
        "file": "t10k-images-idx3-ubyte.gz",
        "seed": SEED,
        "note": "positions in the 10,000 MNIST test digits that training never sees",
        "indices": heldout.tolist(),
    }
    (HERE / "heldout.json").write_text(json.dumps(heldout_file) + "\n")
    print(f"digits.onnx: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
