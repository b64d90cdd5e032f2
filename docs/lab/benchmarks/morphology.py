"""Peers of MorphologyBenchmark: scipy's label and distance_transform_edt on the same masks of 240x240x155.

Prints the median of wall and of processor time in ms. usage: python3 morphology.py
"""

import numpy as np
from scipy import ndimage

from stopwatch import timed


x, y, z = np.meshgrid(np.arange(240), np.arange(240), np.arange(155), indexing="ij")
blobs = np.sin(x / 7.0) + np.sin(y / 9.0) + np.sin(z / 5.0) > 0.7
digest = ((x * 73856093).astype(np.int32) ^ (y * 19349663).astype(np.int32) ^ (z * 83492791).astype(np.int64).astype(np.int32))
noise = (digest.view(np.uint32) >> 13 & 1) == 1
corners = ndimage.generate_binary_structure(3, 3)
for kind, mask in (("blobs", blobs), ("noise", noise)):
    print(kind, "voxels", int(mask.sum()), "components", ndimage.label(mask)[1], ndimage.label(mask, corners)[1])
    timed(f"{kind} label, 6 neighbours", lambda: ndimage.label(mask))
    timed(f"{kind} label, 26 neighbours", lambda: ndimage.label(mask, corners))
    timed(f"{kind} distance_transform_edt", lambda: ndimage.distance_transform_edt(~mask), 3)
