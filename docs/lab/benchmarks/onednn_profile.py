"""Where a pass or a training step of OM-Net spends its time: sums what oneDNN prints of each primitive, by kind, in ms per 16x32x32 patch.

    DNNL_VERBOSE=1 ONEDNN_VERBOSE=1 java ... NetworkTiming mxnet 32 11 8x16x32x32 > out.txt
    python3 docs/lab/benchmarks/onednn_profile.py out.txt 8

8 is the number of patches in a pass. Of each primitive the median over the passes counts; what is missing to NetworkTiming's own number is
done by the engine's own kernels, or by nobody.
"""
import statistics
import sys
from collections import defaultdict


def primitives(path):
    """(kind, shapes, ms) of each executed primitive; MXNet's oneDNN 2 and PyTorch's oneDNN 3 print different columns."""
    for line in open(path):
        fields = line.strip().split(",")
        if not fields[0].endswith("dnn_verbose") and fields[0] != "dnnl_verbose" or "exec" not in fields[:4]:
            continue
        start = fields.index("exec")
        kind, direction = fields[start + 2], fields[start + 4]
        if direction.startswith("backward"):
            kind += " " + direction.replace("_", " ")
        yield kind, next(f for f in reversed(fields[:-1]) if f), float(fields[-1])


def by_kind(path, patches):
    """(kind, number of calls, ms per patch) of a pass, and the number of passes."""
    rows = list(primitives(path))
    # Every pass begins with the convolution of the four modalities, or the reorder of its input or weights before it;
    # every step too, if its patches are one micro-batch.
    first = [n for n, (kind, shapes, _) in enumerate(rows) if kind == "convolution" and "_ic4oc" in shapes]
    passes = [rows[a:b] for a, b in zip(first, first[1:])]
    length = statistics.mode(map(len, passes))
    passes = [p for p in passes if len(p) == length]
    total, count = defaultdict(float), defaultdict(int)
    for same in zip(*passes):
        kind = same[0][0]
        if kind.startswith("convolution") and "kd1" in same[0][1]:
            kind = kind.replace("convolution", "convolution 1x1x1")
        total[kind] += statistics.median(ms for _, _, ms in same)
        count[kind] += 1
    kinds = sorted(total, key=total.get, reverse=True)
    return [(kind, count[kind], total[kind] / patches) for kind in kinds], len(passes)


def main():
    rows, passes = by_kind(sys.argv[1], float(sys.argv[2]))
    for kind, count, ms in rows:
        print(f"{kind:18s} {count:4d} {ms:7.2f}")
    print(f"{'all of oneDNN':18s} {sum(c for _, c, _ in rows):4d} {sum(ms for _, _, ms in rows):7.2f}  ({passes} passes)")


if __name__ == "__main__":
    main()
