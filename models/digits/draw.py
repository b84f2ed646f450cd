#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws handwriting-like digits: 28x28 grey, white on black, laid out as MNIST is.

Standard library only. A drawing depends on nothing but its (series, digit, index) key, so the series below can never
share a drawing, and any one of them can be drawn again on its own.

    python3 draw.py            write images/ (3 per digit), labels.json and the calibration set
    python3 draw.py --check    compare the files on disk with what this script draws; write nothing
"""

import argparse
import gzip
import json
import math
import random
import struct
import sys
import zlib
from pathlib import Path

SEED = 20260
SIDE = 28  # image side, in pixels
BOX = 20.0  # MNIST fits the ink into a 20x20 box, then centres it by its mass

SHIPPED = "shipped"  # the demo's images
CALIBRATION = "calibration"  # activation ranges for the compiler on a fresh clone
TRAINING = "training"  # mixed into the training of train.py; never written to disk
EVALUATION = "evaluation"  # drawn accuracy in train.py; never written to disk

SHIPPED_PER_DIGIT = 3
CALIBRATION_PER_DIGIT = 20

# Each digit has several ways of writing it; each way is a list of strokes; each stroke is (kind, points) in a unit box
# with y downwards. "curve" passes a spline through its points, "line" keeps its corners.
STYLES = {
    0: [
        [("curve", [(0.52, 0.0), (0.26, 0.14), (0.15, 0.5), (0.26, 0.88), (0.5, 1.0), (0.74, 0.86), (0.84, 0.48), (0.72, 0.12), (0.5, 0.0)])],
        [("curve", [(0.6, 0.03), (0.36, 0.1), (0.22, 0.45), (0.27, 0.85), (0.48, 1.0), (0.7, 0.8), (0.76, 0.42), (0.66, 0.1), (0.5, 0.02)])],
        [("curve", [(0.42, 0.04), (0.16, 0.24), (0.06, 0.56), (0.2, 0.9), (0.5, 0.99), (0.82, 0.84), (0.94, 0.5), (0.8, 0.14), (0.52, 0.0), (0.34, 0.07)])],
    ],
    1: [
        [("curve", [(0.52, 0.0), (0.5, 0.5), (0.48, 1.0)])],
        [("line", [(0.39, 0.17), (0.54, 0.0), (0.52, 1.0)])],
        [("curve", [(0.62, 0.0), (0.52, 0.48), (0.4, 1.0)])],
        [("line", [(0.33, 0.2), (0.52, 0.0), (0.52, 1.0)]), ("line", [(0.26, 1.0), (0.78, 0.99)])],
    ],
    2: [
        [("curve", [(0.14, 0.24), (0.3, 0.04), (0.58, 0.0), (0.77, 0.2), (0.66, 0.48), (0.4, 0.74), (0.12, 0.97)]), ("line", [(0.12, 0.97), (0.86, 0.95)])],
        [("curve", [(0.16, 0.22), (0.34, 0.02), (0.64, 0.03), (0.76, 0.26), (0.62, 0.55), (0.36, 0.86), (0.14, 0.96), (0.1, 0.82), (0.28, 0.78), (0.56, 0.92), (0.92, 0.94)])],
        [("curve", [(0.2, 0.12), (0.5, 0.0), (0.76, 0.12), (0.74, 0.38), (0.46, 0.72), (0.16, 1.0)]), ("curve", [(0.16, 1.0), (0.5, 0.93), (0.88, 0.98)])],
    ],
    3: [
        [("curve", [(0.17, 0.13), (0.42, 0.0), (0.7, 0.12), (0.66, 0.36), (0.38, 0.47)]), ("curve", [(0.38, 0.47), (0.7, 0.54), (0.8, 0.76), (0.56, 0.98), (0.14, 0.9)])],
        [("line", [(0.18, 0.04), (0.74, 0.03), (0.42, 0.38)]), ("curve", [(0.42, 0.38), (0.72, 0.48), (0.82, 0.74), (0.56, 0.99), (0.14, 0.92)])],
        [("curve", [(0.16, 0.1), (0.46, 0.0), (0.74, 0.17), (0.58, 0.42), (0.36, 0.48), (0.48, 0.5), (0.76, 0.64), (0.68, 0.92), (0.38, 1.0), (0.1, 0.88)])],
    ],
    4: [
        [("line", [(0.2, 0.03), (0.14, 0.54), (0.82, 0.5)]), ("line", [(0.7, 0.06), (0.64, 1.0)])],
        [("line", [(0.62, 0.0), (0.08, 0.64), (0.9, 0.63)]), ("line", [(0.62, 0.0), (0.6, 1.0)])],
        [("curve", [(0.18, 0.05), (0.12, 0.4), (0.32, 0.56), (0.72, 0.44)]), ("curve", [(0.78, 0.0), (0.7, 0.48), (0.64, 1.0)])],
    ],
    5: [
        [("line", [(0.27, 0.05), (0.22, 0.44)]), ("curve", [(0.22, 0.44), (0.5, 0.37), (0.76, 0.56), (0.7, 0.88), (0.4, 1.0), (0.12, 0.9)]), ("line", [(0.27, 0.05), (0.8, 0.03)])],
        [("line", [(0.82, 0.02), (0.34, 0.04), (0.24, 0.42)]), ("curve", [(0.24, 0.42), (0.56, 0.42), (0.76, 0.64), (0.64, 0.92), (0.36, 1.0), (0.14, 0.94)])],
        [("curve", [(0.88, 0.04), (0.56, 0.04), (0.34, 0.1), (0.27, 0.34), (0.5, 0.47), (0.68, 0.66), (0.58, 0.92), (0.32, 1.0), (0.1, 0.9)])],
    ],
    6: [
        [("curve", [(0.64, 0.0), (0.34, 0.24), (0.17, 0.6), (0.24, 0.9), (0.5, 1.0), (0.75, 0.86), (0.73, 0.62), (0.48, 0.54), (0.22, 0.72)])],
        [("curve", [(0.5, 0.0), (0.3, 0.34), (0.22, 0.68), (0.32, 0.94), (0.56, 0.99), (0.72, 0.8), (0.6, 0.6), (0.38, 0.64), (0.25, 0.8)])],
        [("curve", [(0.78, 0.04), (0.46, 0.12), (0.2, 0.46), (0.14, 0.78), (0.36, 0.99), (0.68, 0.94), (0.8, 0.7), (0.58, 0.54), (0.3, 0.62), (0.15, 0.8)])],
    ],
    7: [
        [("line", [(0.1, 0.07), (0.82, 0.04), (0.42, 1.0)])],
        [("line", [(0.12, 0.06), (0.84, 0.04), (0.44, 1.0)]), ("line", [(0.34, 0.5), (0.82, 0.47)])],
        [("curve", [(0.12, 0.18), (0.16, 0.06), (0.48, 0.08), (0.82, 0.04)]), ("curve", [(0.82, 0.04), (0.64, 0.4), (0.52, 0.7), (0.48, 1.0)])],
    ],
    8: [
        [("curve", [(0.72, 0.16), (0.5, 0.0), (0.27, 0.15), (0.36, 0.4), (0.64, 0.58), (0.74, 0.82), (0.5, 1.0), (0.26, 0.83), (0.38, 0.56), (0.64, 0.38), (0.72, 0.16)])],
        [("curve", [(0.5, 0.46), (0.27, 0.32), (0.3, 0.08), (0.52, 0.0), (0.74, 0.1), (0.72, 0.34), (0.5, 0.46)]), ("curve", [(0.5, 0.46), (0.24, 0.6), (0.18, 0.86), (0.48, 1.0), (0.78, 0.88), (0.76, 0.6), (0.5, 0.46)])],
        [("curve", [(0.82, 0.1), (0.6, 0.0), (0.34, 0.12), (0.38, 0.36), (0.58, 0.56), (0.62, 0.84), (0.4, 1.0), (0.2, 0.86), (0.34, 0.6), (0.64, 0.36), (0.84, 0.12)])],
    ],
    9: [
        [("curve", [(0.75, 0.22), (0.54, 0.01), (0.26, 0.12), (0.22, 0.38), (0.46, 0.5), (0.7, 0.36), (0.76, 0.2)]), ("curve", [(0.76, 0.2), (0.72, 0.6), (0.64, 1.0)])],
        [("curve", [(0.76, 0.16), (0.5, 0.0), (0.24, 0.18), (0.3, 0.44), (0.58, 0.46), (0.77, 0.18), (0.78, 0.56), (0.64, 0.92), (0.32, 0.98)])],
        [("curve", [(0.74, 0.08), (0.42, 0.04), (0.2, 0.26), (0.3, 0.48), (0.56, 0.42), (0.76, 0.1)]), ("line", [(0.76, 0.1), (0.58, 1.0)])],
    ],
}


def spline(points, steps=7):
    """A Catmull-Rom spline through the points, as a polyline."""
    ends = [points[0], *points, points[-1]]
    out = [points[0]]
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:]):
        for k in range(1, steps + 1):
            t = k / steps
            out.append(tuple(
                0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t)
                for p, q, r, s in zip(a, b, c, d)
            ))
    return out


def resample(points, length=0.06):
    """Cuts long straight pieces, so that the bend applied afterwards reaches their middle too."""
    out = [points[0]]
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        n = max(1, math.ceil(math.hypot(bx - ax, by - ay) / length))
        out += [(ax + (bx - ax) * k / n, ay + (by - ay) * k / n) for k in range(1, n + 1)]
    return out


def draw(series, digit, index):
    """One drawing as SIDE*SIDE grey bytes, row by row."""
    # A string seed is hashed by Python the same way on every platform. Only uniform() is drawn from, because gauss()
    # goes through libm, whose last bit may differ between platforms.
    rng = random.Random(f"assay-digits/{SEED}/{series}/{digit}/{index}")
    style = rng.choice(STYLES[digit])

    # A point that two strokes share moves once, so that joined strokes stay joined.
    moved = {}

    def jitter(p):
        if p not in moved:
            moved[p] = (p[0] + rng.uniform(-0.035, 0.035), p[1] + rng.uniform(-0.035, 0.035))
        return moved[p]

    turn = math.radians(rng.uniform(-9, 9))
    slant = rng.uniform(-0.08, 0.3)  # handwriting leans to the right more often than to the left
    squeeze = rng.uniform(0.78, 1.1)
    bend, bend_phase = rng.uniform(0, 0.03), rng.uniform(0, 2 * math.pi)
    sway, sway_phase = rng.uniform(0, 0.03), rng.uniform(0, 2 * math.pi)
    radius = rng.uniform(0.75, 1.55)
    swell, swell_phase = rng.uniform(0, 0.22), rng.uniform(0, 2 * math.pi)
    drift_x, drift_y = rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5)
    size = BOX - rng.uniform(0, 1.5)

    cos, sin = math.cos(turn), math.sin(turn)
    strokes = []
    for kind, points in style:
        points = [jitter(p) for p in points]
        points = resample(spline(points) if kind == "curve" else points)
        placed = []
        for x, y in points:
            x, y = x - 0.5, y - 0.5
            x, y = x + bend * math.sin(5 * y + bend_phase), y + sway * math.sin(5 * x + sway_phase)
            x = squeeze * (x - slant * y)
            placed.append((x * cos - y * sin, x * sin + y * cos))
        strokes.append(placed)

    xs = [x for s in strokes for x, _ in s]
    ys = [y for s in strokes for _, y in s]
    scale = (size - 2 * radius) / max(max(xs) - min(xs), max(ys) - min(ys))

    # Centre of mass of the ink, taken as the length-weighted mean of the segments.
    total = mass_x = mass_y = 0.0
    for s in strokes:
        for (ax, ay), (bx, by) in zip(s, s[1:]):
            w = math.hypot(bx - ax, by - ay)
            total += w
            mass_x += w * (ax + bx) / 2
            mass_y += w * (ay + by) / 2
    off_x = SIDE / 2 + drift_x - scale * mass_x / total
    off_y = SIDE / 2 + drift_y - scale * mass_y / total

    # Ink coverage falls off linearly over 1.3 pixels around the pen's edge, about as soft as a scanned pen.
    soft = 1.3
    cover = [0.0] * (SIDE * SIDE)
    for s in strokes:
        path = [(scale * x + off_x, scale * y + off_y) for x, y in s]
        for k, ((ax, ay), (bx, by)) in enumerate(zip(path, path[1:])):
            r = radius * (1 + swell * math.sin(6 * k / len(path) + swell_phase))
            reach = r + soft / 2
            dx, dy = bx - ax, by - ay
            square = dx * dx + dy * dy or 1e-9
            x0, x1 = max(0, int(min(ax, bx) - reach)), min(SIDE - 1, int(max(ax, bx) + reach))
            y0, y1 = max(0, int(min(ay, by) - reach)), min(SIDE - 1, int(max(ay, by) + reach))
            for row in range(y0, y1 + 1):
                for col in range(x0, x1 + 1):
                    px, py = col + 0.5 - ax, row + 0.5 - ay
                    t = min(1.0, max(0.0, (px * dx + py * dy) / square))
                    ink = (reach - math.hypot(px - t * dx, py - t * dy)) / soft
                    if ink > cover[row * SIDE + col]:
                        cover[row * SIDE + col] = ink
    return bytes(int(min(1.0, c) * 255 + 0.5) for c in cover)


def series(name, per_digit):
    """(images, labels) of one series, digits in turn, so that any prefix is nearly balanced."""
    images, labels = [], []
    for index in range(per_digit):
        for digit in range(10):
            images.append(draw(name, digit, index))
            labels.append(digit)
    return images, labels


def png(pixels):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + pixels[k:k + SIDE] for k in range(0, len(pixels), SIDE))
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def png_pixels(data):
    """Reads back what png() wrote, and only that."""
    size = struct.unpack(">I", data[33:37])[0]
    rows = zlib.decompress(data[41:41 + size])
    return b"".join(rows[k + 1:k + 1 + SIDE] for k in range(0, len(rows), SIDE + 1))


def idx_images(images):
    return struct.pack(">IIII", 0x803, len(images), SIDE, SIDE) + b"".join(images)


def idx_labels(labels):
    return struct.pack(">II", 0x801, len(labels)) + bytes(labels)


def unchanged(data):
    return data


def outputs():
    """Every file: name -> (bytes to write, how to read the content back). Compressed bytes vary with the zlib build,
    so --check compares contents."""
    files, names = {}, {}
    for digit in range(10):
        for index in range(SHIPPED_PER_DIGIT):
            name = f"{digit}-{index}.png"
            names[name] = digit
            files[f"images/{name}"] = (png(draw(SHIPPED, digit, index)), png_pixels)
    files["images/labels.json"] = ((json.dumps(names, indent=2) + "\n").encode(), unchanged)

    images, labels = series(CALIBRATION, CALIBRATION_PER_DIGIT)
    for name, content in (
        ("calibration-images-idx3-ubyte.gz", idx_images(images)),
        ("calibration-labels-idx1-ubyte.gz", idx_labels(labels)),
    ):
        # mtime 0 keeps the time of drawing out of the file.
        files[name] = (gzip.compress(content, 9, mtime=0), gzip.decompress)
    return files


def main():
    parser = argparse.ArgumentParser(description="Draw the shipped digit images and the calibration set.")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent, help="folder to write to")
    parser.add_argument("--check", action="store_true", help="compare with the files on disk and write nothing")
    args = parser.parse_args()

    files = outputs()
    if args.check:
        wrong = []
        for name, (data, content) in files.items():
            path = args.out / name
            if not path.is_file() or content(path.read_bytes()) != content(data):
                wrong.append(name)
        for name in wrong:
            print(f"differs or is missing: {name}", file=sys.stderr)
        print(f"{len(files) - len(wrong)} of {len(files)} files hold what this script draws")
        return 1 if wrong else 0

    for name, (data, _) in files.items():
        path = args.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"wrote {len(files)} files, {sum(len(d) for d, _ in files.values())} bytes, seed {SEED}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
