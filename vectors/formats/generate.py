"""Writes valid/ and invalid/, each with expected.json: tensor files made by numpy, onnx, Pillow and gzip, and what they
hold, or the code with which they are refused under the default limits (64 MiB, 2^24 values).

python3 -m venv /tmp/v && /tmp/v/bin/pip install numpy==2.4.6 onnx==1.23.2 pillow==13.0.0 && /tmp/v/bin/python generate.py
Run once; the files are committed. Values are small formulas, so that anyone can recompute them.
"""
import gzip
import io
import json
import os
import struct
import zipfile
import zlib

import numpy as np
import onnx
from numpy.lib import format as npy
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

here = os.path.dirname(os.path.abspath(__file__))
out = os.path.join(here, "valid")
os.makedirs(out, exist_ok=True)
expected = {}


def describe(name, array):
    array = np.asarray(array)
    kind = str(array.dtype)
    return {
        "name": name,
        "dtype": kind,
        "shape": list(array.shape),
        # int64 as text: JSON numbers are doubles. NaN and infinities as text too.
        "data": [
            str(int(v)) if kind == "int64" else int(v) if kind != "float32" and kind != "float64"
            else float(v) if np.isfinite(v) else str(float(v))
            for v in array.ravel()
        ],
    }


def put(name, data, *tensors):
    with open(os.path.join(out, name), "wb") as f:
        f.write(data)
    expected[name] = [describe(n, a) for n, a in tensors]


def npy_bytes(array, version=None):
    f = io.BytesIO()
    npy.write_array(f, array, version=version)
    return f.getvalue()


grid = np.arange(24).reshape(2, 3, 4)
for kind in ["float32", "float64", "uint8", "int8", "uint16", "int16", "int32", "int64"]:
    array = (grid * 5 - (0 if kind[0] == "u" else 50)).astype(kind)
    if kind.startswith("float"):
        array = array / 8
    put(f"{kind}.npy", npy_bytes(array), ("", array))
put("bool.npy", npy_bytes(grid % 3 == 0), ("", grid % 3 == 0))
halfs = np.array([0, -0.0, 1, -2.5, 65504, 2**-24, 2**-14, np.inf, -np.inf, np.nan, 1 / 3], np.float16)
put("float16.npy", npy_bytes(halfs), ("", halfs.astype(np.float32)))
put("uint32.npy", npy_bytes(np.array([0, 1, 2**32 - 1], np.uint32)), ("", np.array([0, 1, 2**32 - 1], np.int64)))
put("uint64.npy", npy_bytes(np.array([0, 2**63 - 1], np.uint64)), ("", np.array([0, 2**63 - 1], np.int64)))
extreme = np.array([-(2**63), 2**63 - 1, -1], np.int64)
put("int64-extreme.npy", npy_bytes(extreme), ("", extreme))
put("scalar.npy", npy_bytes(np.array(2.5, np.float32)), ("", np.array(2.5, np.float32)))
put("empty.npy", npy_bytes(np.zeros((3, 0, 2), np.float32)), ("", np.zeros((3, 0, 2), np.float32)))
put("vector.npy", npy_bytes(np.arange(5, dtype=np.float32)), ("", np.arange(5, dtype=np.float32)))
put("big-endian.npy", npy_bytes(grid.astype(">i4")), ("", grid.astype(np.int32)))
put("big-endian-f8.npy", npy_bytes((grid / 3).astype(">f8")), ("", grid / 3))
fortran = np.asfortranarray(grid.astype(np.int16))
put("fortran.npy", npy_bytes(fortran), ("", np.ascontiguousarray(fortran)))
fortran2 = np.asfortranarray(np.arange(6, dtype=np.float64).reshape(2, 3))
put("fortran2.npy", npy_bytes(fortran2), ("", np.ascontiguousarray(fortran2)))
put("version2.npy", npy_bytes(grid.astype(np.int8), (2, 0)), ("", grid.astype(np.int8)))
put("version3.npy", npy_bytes(grid.astype(np.int8), (3, 0)), ("", grid.astype(np.int8)))

pair = {"x": np.arange(6, dtype=np.float32).reshape(2, 3), "labels": np.array([3, 1, 4], np.int64)}
f = io.BytesIO()
np.savez(f, **pair)
put("stored.npz", f.getvalue(), *pair.items())
f = io.BytesIO()
np.savez_compressed(f, **pair)
put("deflated.npz", f.getvalue(), *pair.items())
f = io.BytesIO()
np.savez(f, pair["x"])
put("unnamed.npz", f.getvalue(), ("arr_0", pair["x"]))

for kind in ["float32", "float64", "uint8", "int8", "uint16", "int16", "int32", "int64", "bool"]:
    array = (grid % 2 == 0) if kind == "bool" else (grid * 5 - (0 if kind[0] == "u" else 50)).astype(kind)
    put(f"raw-{kind}.pb", numpy_helper.from_array(array, "input").SerializeToString(), ("input", array))
    typed = helper.make_tensor("typed", helper.np_dtype_to_tensor_dtype(array.dtype), array.shape, array.ravel().tolist())
    assert not typed.raw_data
    put(f"typed-{kind}.pb", typed.SerializeToString(), ("typed", array))
put("raw-float16.pb", numpy_helper.from_array(halfs, "h").SerializeToString(), ("h", halfs.astype(np.float32)))
put("typed-float16.pb", helper.make_tensor("h", TensorProto.FLOAT16, [3], [1.5, -2.0, 0.25]).SerializeToString(),
    ("h", np.array([1.5, -2.0, 0.25], np.float32)))
put("typed-bfloat16.pb", helper.make_tensor("b", TensorProto.BFLOAT16, [3], [1.5, -2.0, 3.0e38]).SerializeToString(),
    ("b", np.array([1.5, -2.0, np.frombuffer(struct.pack("<I", 0x7F620000), np.float32)[0]], np.float32)))
for code, field in [(TensorProto.UINT32, 2**32 - 1), (TensorProto.UINT64, 2**40)]:
    proto = helper.make_tensor("u", code, [2], [7, field])
    put(f"typed-{TensorProto.DataType.Name(code).lower()}.pb", proto.SerializeToString(), ("u", np.array([7, field], np.int64)))
scalar = numpy_helper.from_array(np.array(7, np.int64), "s")
scalar.doc_string = "with a comment"
put("scalar.pb", scalar.SerializeToString(), ("s", np.array(7, np.int64)))


def idx(code, array):
    return bytes([0, 0, code, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.astype(array.dtype.newbyteorder(">")).tobytes()


for code, kind in [(8, "uint8"), (9, "int8"), (11, "int16"), (12, "int32"), (13, "float32"), (14, "float64")]:
    array = (grid * 3 - (0 if kind == "uint8" else 30)).astype(kind)
    put(f"{kind}.idx", idx(code, array), ("", array))
labels = np.array([5, 0, 4, 1, 9], np.uint8)
put("labels-idx1-ubyte", idx(8, labels), ("", labels))
put("images-idx3-ubyte.gz", gzip.compress(idx(8, grid.astype(np.uint8)), mtime=0), ("", grid.astype(np.uint8)))
put("array.npy.gz", gzip.compress(npy_bytes(grid.astype(np.float32)), mtime=0), ("", grid.astype(np.float32)))


def png(name, image, array, **options):
    f = io.BytesIO()
    image.save(f, "png", **options)
    put(name, f.getvalue(), ("", array))


y, x = np.mgrid[0:9, 0:13]
grey = ((x * 19 + y * 7) % 256).astype(np.uint8)
rgb = np.stack([grey, (x * y % 256).astype(np.uint8), (255 - grey).astype(np.uint8)], -1)
alpha = ((x + y) * 11 % 256).astype(np.uint8)
png("grey.png", Image.fromarray(grey), grey[..., None])
png("rgb.png", Image.fromarray(rgb), rgb)
png("grey-alpha.png", Image.merge("LA", [Image.fromarray(grey), Image.fromarray(alpha)]), np.stack([grey, alpha], -1))
rgba = np.concatenate([rgb, alpha[..., None]], -1)
png("rgba.png", Image.fromarray(rgba), rgba)
opaque = np.concatenate([rgb, np.full((9, 13, 1), 255, np.uint8)], -1)
png("rgba-opaque.png", Image.fromarray(opaque), rgb)
bits = (x * y) % 2 == 0
png("one-bit.png", Image.fromarray(bits), (bits * 255).astype(np.uint8)[..., None])
for colours in [2, 4, 16, 200]:
    indices = ((x + 13 * y) % colours).astype(np.uint8)
    table = np.array([[(i * 37) % 256, (i * 91 + 5) % 256, 255 - i] for i in range(colours)], np.uint8)
    image = Image.fromarray(indices, "P")
    image.putpalette(table.tobytes())
    png(f"palette-{colours}.png", image, table[indices])
image = Image.fromarray((x % 4).astype(np.uint8), "P")
image.putpalette(bytes(range(12)))
table = np.array([[0, 1, 2, 0], [3, 4, 5, 128], [6, 7, 8, 255], [9, 10, 11, 255]], np.uint8)
png("palette-transparent.png", image, table[x % 4], transparency=bytes([0, 128]))
key = np.stack([grey, np.where(grey == 19, 0, 255).astype(np.uint8)], -1)
png("grey-key.png", Image.fromarray(grey), key, transparency=19)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def by_hand(depth, colour, samples, interlace, filters):
    """A PNG written out here, since Pillow writes neither interlaced images nor every filter: rows of samples [h][w][s]."""
    height, width, channels = samples.shape
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)] if interlace else [(0, 0, 1, 1)]
    raw = b""
    step = max(1, channels * depth // 8)
    for px, py, sx, sy in passes:
        part = samples[py::sy, px::sx]
        if part.size == 0:
            continue
        above = None
        for n, line in enumerate(part):
            flat = line.ravel()
            if depth < 8:
                text = "".join(format(v, f"0{depth}b") for v in flat)
                text += "0" * (-len(text) % 8)
                row = bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))
            else:
                row = bytes(flat.tolist())
            kind = filters[n % len(filters)]
            packed = bytearray()
            for i, value in enumerate(row):
                a = row[i - step] if i >= step else 0
                b = above[i] if above else 0
                c = above[i - step] if above and i >= step else 0
                p = a + b - c
                order = sorted([(abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c)])
                packed.append((value - [0, a, b, (a + b) // 2, order[0][2]][kind]) % 256)
            raw += bytes([kind]) + bytes(packed)
            above = row
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    packed = zlib.compress(raw)
    data = b"".join(chunk(b"IDAT", packed[i:i + 50]) for i in range(0, len(packed), 50))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"tEXt", b"Comment\0by hand") + data + chunk(b"IEND", b"")


every = [0, 1, 2, 3, 4]
for name, (depth, colour, samples, interlace, scale) in {
    "filters-grey": (8, 0, grey[..., None], 0, 1),
    "filters-rgba": (8, 6, rgba, 0, 1),
    "adam7-grey": (8, 0, grey[..., None], 1, 1),
    "adam7-rgb": (8, 2, rgb, 1, 1),
    "adam7-rgba": (8, 6, rgba, 1, 1),
    "adam7-two-bit": (2, 0, (grey % 4)[..., None], 1, 85),
    "four-bit": (4, 0, (grey % 16)[..., None], 0, 17),
    "adam7-one-pixel": (8, 0, grey[:1, :1, None], 1, 1),
    "adam7-narrow": (8, 0, grey[:9, :2, None], 1, 1),
}.items():
    data = by_hand(depth, colour, samples, interlace, every)
    assert np.array_equal(np.array(Image.open(io.BytesIO(data)).convert({0: "L", 2: "RGB", 6: "RGBA"}[colour])).reshape(samples.shape), samples * scale)
    put(f"{name}.png", data, ("", (samples * scale).astype(np.uint8)))

with open(os.path.join(out, "expected.json"), "w") as f:
    f.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(expected.items())) + "\n}\n")

# ---- Refused

out = os.path.join(here, "invalid")
os.makedirs(out, exist_ok=True)
codes = {}


def refused(name, code, data):
    with open(os.path.join(out, name), "wb") as f:
        f.write(data)
    codes[name] = code


def saved(array):
    f = io.BytesIO()
    np.save(f, array)
    return f.getvalue()


refused("objects.npy", "format_unsupported", saved(np.array([{"a": 1}, None], object)))
refused("text.npy", "format_unsupported", saved(np.array(["a", "bc"])))
refused("structured.npy", "format_unsupported", saved(np.zeros(2, [("a", "<f4"), ("b", "<i2")])))
refused("complex.npy", "format_unsupported", saved(np.zeros(2, np.complex64)))
refused("dates.npy", "format_unsupported", saved(np.array(["2020-01-01"], "datetime64[D]")))
refused("uint64-large.npy", "format_unsupported", saved(np.array([2**63], np.uint64)))
small = saved(np.arange(4, dtype=np.float32))
refused("short.npy", "file_truncated", small[:-1])
refused("long.npy", "file_malformed", small + b"\0")
f = io.BytesIO()
npy.write_array_header_1_0(f, {"descr": "<f4", "fortran_order": False, "shape": (999_999_999_999,)})
refused("huge.npy", "file_too_large", f.getvalue() + bytes(16))
refused("call.npy", "file_malformed", small.replace(b"False", b"str()"))


def zipped(method, **entries):
    f = io.BytesIO()
    with zipfile.ZipFile(f, "w", method) as z:
        for name, data in entries.items():
            z.writestr(zipfile.ZipInfo(name.replace("__", "."), (1980, 1, 1, 0, 0, 0)), data, method)
    return f.getvalue()


refused("bzip2.npz", "format_unsupported", zipped(zipfile.ZIP_BZIP2, a__npy=small))
refused("lzma.npz", "format_unsupported", zipped(zipfile.ZIP_LZMA, a__npy=small))
refused("other-file.npz", "format_unsupported", zipped(zipfile.ZIP_STORED, a__txt=b"text"))
refused("objects.npz", "format_unsupported", zipped(zipfile.ZIP_STORED, a__npy=saved(np.array([None], object))))
refused("cut.npz", "file_truncated", zipped(zipfile.ZIP_STORED, a__npy=small)[:-10])
twice = zipped(zipfile.ZIP_STORED, a__npy=small, b__npy=small)
refused("one-name-twice.npz", "file_malformed", twice.replace(b"b.npy", b"a.npy"))
refused("wrong-crc.npz", "file_malformed", zipped(zipfile.ZIP_STORED, a__npy=small).replace(b"NUMPY", b"NUMPZ"))

external = numpy_helper.from_array(np.arange(4, dtype=np.float32), "x")
external.ClearField("raw_data")
external.data_location = TensorProto.EXTERNAL
entry = external.external_data.add()
entry.key, entry.value = "location", "../../etc/passwd"
refused("external.pb", "external_data_refused", external.SerializeToString())
refused("strings.pb", "format_unsupported", helper.make_tensor("s", TensorProto.STRING, [1], [b"a"]).SerializeToString())
refused("complex.pb", "format_unsupported", numpy_helper.from_array(np.zeros(2, np.complex64)).SerializeToString())
refused("few-values.pb", "file_truncated", helper.make_tensor("s", TensorProto.FLOAT, [2], [1.0, 2.0]).SerializeToString().replace(b"\x08\x02\x10", b"\x08\x03\x10"))
model = helper.make_model(helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "g",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])], [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])]))
refused("model.pb", "file_malformed", model.SerializeToString())

refused("short.idx", "file_truncated", idx(8, grid.astype(np.uint8))[:-1])
refused("huge.idx", "file_too_large", bytes([0, 0, 8, 3]) + b"\xff" * 12)
refused("two-members.idx.gz", "file_malformed", 2 * gzip.compress(idx(8, labels), mtime=0))
refused("wrong-crc.idx.gz", "file_malformed", gzip.compress(idx(8, labels), mtime=0)[:-8] + bytes(4) + struct.pack("<I", 13))
refused("bomb.idx.gz", "file_too_large", gzip.compress(gzip.compress(bytes(1)) + bytes(65 << 20), mtime=0))

f = io.BytesIO()
Image.fromarray((grey.astype(np.uint16) * 257)).save(f, "png")
refused("sixteen-bit.png", "format_unsupported", f.getvalue())
f = io.BytesIO()
Image.fromarray(grey).save(f, "png")
good = f.getvalue()
refused("wrong-crc.png", "file_malformed", good[:-20] + bytes([good[-20] ^ 1]) + good[-19:])
refused("cut.png", "file_truncated", good[:-12])
refused("trailing.png", "file_malformed", good + b"\0")
flat = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0))
refused("bomb.png", "file_too_large", flat + chunk(b"IDAT", zlib.compress(bytes(4 << 20))) + chunk(b"IEND", b""))
wide = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 6, 0, 0, 0))
refused("gigapixels.png", "file_too_large", wide + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b""))

refused("ragged.json", "file_malformed", b"[[1, 2], [3]]")
refused("deep.json", "nesting_too_deep", b"[" * 100 + b"]" * 100)
refused("nan.json", "file_malformed", json.dumps([1.0, float("nan")]).encode())
refused("text.json", "file_malformed", b'["a"]')
refused("int64-large.json", "file_malformed", json.dumps({"x": {"dtype": "int64", "shape": [1], "data": [2**63]}}).encode())
refused("name-twice.json", "file_malformed", b'{"a": [1], "a": [2]}')
refused("plain.txt", "format_unsupported", b"hello")

with open(os.path.join(out, "expected.json"), "w") as f:
    f.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(codes.items())) + "\n}\n")
