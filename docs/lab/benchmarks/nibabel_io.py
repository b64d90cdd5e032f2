"""Peer of NiftiPeer: nibabel and omnet-io take turns on one BraTS 2021 subject.

Usage: nibabel_io.py FOLDER REPEATS JAVA_COMMAND...
where JAVA_COMMAND runs io.github.omnet.io.benchmark.NiftiPeer FOLDER.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

import nibabel as nib
import numpy as np

folder = sys.argv[1].rstrip("/")
repeats = int(sys.argv[2])
subject = os.path.basename(folder)


def path(name):
    return os.path.join(folder, f"{subject}_{name}.nii.gz")


def read():
    return [nib.load(path(name)).get_fdata(dtype=np.float32) for name in ("flair", "t1", "t1ce", "t2")]


def header():
    return nib.load(path("flair")).affine


segmentation = nib.load(path("seg"))
labels = np.asarray(segmentation.dataobj).astype(np.uint8)
target = os.path.join(tempfile.mkdtemp(), "labels.nii.gz")


def write():
    nib.save(nib.Nifti1Image(labels, segmentation.affine), target)
    if os.environ.get("FSYNC"):  # what omnet-io always does
        with open(target, "rb") as file:
            os.fsync(file.fileno())


def timed(work):
    start, cpu = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - cpu)


java = subprocess.Popen(sys.argv[3:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def peer(name):
    java.stdin.write(name + "\n")
    java.stdin.flush()
    clock, cpu = java.stdout.readline().split()
    return float(clock), float(cpu)


for name, work in (("read", read), ("header", header), ("write", write)):
    for _ in range(3 + repeats // 3):
        timed(work)
        peer(name)
    ours, theirs = [], []
    for _ in range(repeats):
        theirs.append(timed(work))
        ours.append(peer(name))
    for what, n in (("clock", 0), ("cpu", 1)):
        a = statistics.median(t[n] for t in ours)
        b = statistics.median(t[n] for t in theirs)
        low = min(t[n] for t in ours), min(t[n] for t in theirs)
        print(
            f"{name:7} {what:6} omnet {a:8.2f} ms, nibabel {nib.__version__} {b:8.2f} ms, ratio {a / b:.2f}"
            f" (fastest {low[0]:.2f} and {low[1]:.2f} ms)"
        )
java.stdin.close()
