"""Photographs as arrays: photos.py OUT.npz WIDTH HEIGHT FILE...

Each file whole, resized to WIDTH x HEIGHT (`NAME`), and a grid of overlapping parts of it, some mirrored (`NAME/0`, ...):
[parts, HEIGHT, WIDTH, 3] of uint8."""
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

out, width, height, *files = sys.argv[1:]
size = (int(width), int(height))
arrays = {}
for file in files:
    image = Image.open(file).convert("RGB")
    name = Path(file).stem
    arrays[name] = np.asarray(image.resize(size, Image.Resampling.BILINEAR))[None]
    parts = []
    for scale in (0.9, 0.7, 0.5):
        w, h = int(image.width * scale), int(image.height * scale)
        for at in range(4):
            x = (image.width - w) * (at % 2)
            y = (image.height - h) * (at // 2)
            part = image.crop((x, y, x + w, y + h)).resize(size, Image.Resampling.BILINEAR)
            parts.append(np.asarray(ImageOps.mirror(part) if at % 3 == 0 else part))
    arrays[f"{name}-parts"] = np.stack(parts)
np.savez(out, **arrays)
