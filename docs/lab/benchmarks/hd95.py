"""The peer of EvaluateTiming: HD95 of WT, TC and ET of one pair, as MONAI's HausdorffDistanceMetric(percentile=95) computes it.

    python3 hd95.py PREDICTION REFERENCE RUNS

MONAI crops both masks to their common bounding box, takes the voxels that an erosion removes, and looks their distances up
in two exact distance transforms; on a CPU erosion and transform are those of scipy, which are called here. Files are
NIfTI-1 with BraTS labels. Prints the median of the milliseconds of reading both files, and of HD95 of the regions.
"""
import gzip
import statistics
import struct
import sys
import time

import numpy as np
from scipy import ndimage

TYPES = {2: "u1", 4: "<i2", 8: "<i4", 16: "<f4", 64: "<f8", 256: "i1", 512: "<u2"}


def labels(path):
    with (gzip.open(path) if path.endswith(".gz") else open(path, "rb")) as file:
        data = file.read()
    extent = struct.unpack("<8h", data[40:56])
    kind = TYPES[struct.unpack("<h", data[70:72])[0]]
    shape, start = extent[1:4], int(struct.unpack("<f", data[108:112])[0])
    return np.frombuffer(data, kind, int(np.prod(shape)), start).reshape(shape, order="F")


def regions(found):
    return found > 0, (found == 1) | (found == 3) | (found == 4), (found == 4)


def edges(mask):
    return ndimage.binary_erosion(mask) ^ mask


def hd95(prediction, reference):
    where = np.argwhere(prediction | reference)
    if not len(where):
        return 0.0
    box = tuple(slice(max(low - 1, 0), high + 2) for low, high in zip(where.min(0), where.max(0)))
    p, r = edges(prediction[box]), edges(reference[box])
    to_reference = ndimage.distance_transform_edt(~r)[p]
    to_prediction = ndimage.distance_transform_edt(~p)[r]
    if not len(to_reference) or not len(to_prediction):
        return float("inf")
    return max(np.percentile(to_reference, 95), np.percentile(to_prediction, 95))


def median(work, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times), result


def main():
    runs = int(sys.argv[3])
    ms, pair = median(lambda: [labels(path) for path in sys.argv[1:3]], runs)
    print(f"read {ms:.1f} ms")
    masks = list(zip(*map(regions, pair)))
    ms, values = median(lambda: [hd95(p, r) for p, r in masks], runs)
    print(f"HD95 {ms:.1f} ms: {', '.join(f'{value:.2f}' for value in values)} voxels")


main()
