"""Peers of ReportBenchmark on the same pairs: the surface distances of all three regions with scipy.

MONAI and MedPy compute HD95 from two distance transforms of the joint bounding box (MONAI) or of the whole image (MedPy); neither
is a Debian package, so this does what their code does, with the same scipy calls.
Prints the median of wall and of processor time in ms. usage: python3 metrics.py FOLDER_OF_PAIRS
"""
import pathlib
import sys

import nibabel
import numpy as np
from scipy import ndimage

from stopwatch import timed


def border(mask):
    return mask ^ ndimage.binary_erosion(mask)


def directed(a, b):
    return ndimage.distance_transform_edt(~b)[a]


def hd95(prediction, reference, crop):
    if crop:
        where = np.argwhere(prediction | reference)
        low, high = np.maximum(where.min(0) - 1, 0), where.max(0) + 2
        box = tuple(slice(a, b) for a, b in zip(low, high))
        prediction, reference = prediction[box], reference[box]
    p, r = border(prediction), border(reference)
    return max(np.percentile(directed(p, r), 95), np.percentile(directed(r, p), 95))


folder = pathlib.Path(sys.argv[1])
for pair in ("SegResNet_1", "SegResNet_2", "SegResNet_3"):
    files = [folder / f"{pair}_{kind}.nii.gz" for kind in ("pred", "label")]
    prediction, reference = [np.ascontiguousarray(np.asarray(nibabel.load(f).dataobj) > 0) for f in files]
    timed(f"{pair} HD95 of 3 regions, cropped", lambda: [hd95(p, r, True) for p, r in zip(prediction, reference)], 3)
    timed(f"{pair} HD95 of 3 regions, whole image", lambda: [hd95(p, r, False) for p, r in zip(prediction, reference)], 1)
