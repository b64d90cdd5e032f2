"""Peer of NiftiBenchmark: nibabel on one BraTS 2021 subject. Usage: nibabel_io.py FOLDER [REPEATS]"""

import os
import statistics
import sys
import tempfile
import time

import nibabel as nib
import numpy as np

folder = sys.argv[1].rstrip("/")
repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 15
subject = os.path.basename(folder)


def path(name):
    return os.path.join(folder, f"{subject}_{name}.nii.gz")


def median_ms(work):
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def read_four():
    return [nib.load(path(name)).get_fdata(dtype=np.float32) for name in ("flair", "t1", "t1ce", "t2")]


segmentation = nib.load(path("seg"))
labels = np.asarray(segmentation.dataobj).astype(np.uint8)
target = os.path.join(tempfile.mkdtemp(), "labels.nii.gz")


def write_labels():
    nib.save(nib.Nifti1Image(labels, segmentation.affine), target)


print(f"nibabel {nib.__version__} readFourImages {median_ms(read_four):.1f} ms")
print(f"nibabel {nib.__version__} readHeader {median_ms(lambda: nib.load(path('flair')).affine):.3f} ms")
print(f"nibabel {nib.__version__} writeLabels {median_ms(write_labels):.1f} ms, {os.path.getsize(target)} bytes")
