"""Profiles a forward pass and a training step of OM-Net by operator, with oneDNN's log on, and writes the tables of
benchmarks.md.

    python3 operators.py [--torch PYTHON] [--widths 8,16,32] [--no-write]

Needs a build, as suite.py does. A column each for Python's PyTorch in eager mode, whose arrays lie in PyTorch's plain
order, and for omnet's engines; ms per 16 x 32 x 32 patch, eight at a time in a pass, six in a step. PyTorch's profiler
is out of DJL's reach; what oneDNN does not log (on PyTorch ReLU, sums, pooling, batch normalisation, loss, optimiser and
copies) is the rest to the time of the whole.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

import onednn_profile
import suite

MARK = "operators"


def passes(build, width):
    """(name, command) of each program that times a pass."""
    yield suite.PEER, suite.torch(build) + [width, "10", suite.WINDOW]
    for kind in suite.KINDS:
        name = "models.benchmark.NetworkTiming"
        yield " ".join(kind), build.java(name, *kind, width, "11", suite.WINDOW)


def steps(build, width):
    """(name, command) of each program that times a step."""
    yield suite.PEER, suite.torch(build) + [width, "15", "step", "2", "6"]
    for kind in suite.KINDS:
        name = "models.training.TrainingTiming"
        yield " ".join(kind), build.java(name, *kind, width, "32x32x16", "2", "15", "6")


WHATS = (("Pass", passes, 8), ("Step", steps, 6))


def profiled(command, patches, folder):
    """ms by operator with that of the whole pass, or nothing if the program fails."""
    environment = dict(os.environ, OMP_NUM_THREADS=str(suite.CORES), ONEDNN_VERBOSE="1", DNNL_VERBOSE="1")
    path = os.path.join(folder, "log.txt")
    with open(path, "w", encoding="utf-8") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, env=environment)
    with open(path, encoding="utf-8") as file:
        whole = re.findall(suite.PER_PATCH, file.read())
    if done.returncode != 0 or not whole:
        print(f"left out: {' '.join(command[-6:])}", file=sys.stderr)
        return {}
    found = {f"{kind}": (count, ms) for kind, count, ms in onednn_profile.by_kind(path, patches)[0]}
    logged = sum(ms for _, ms in found.values())
    found["not logged by oneDNN"] = (0, float(whole[-1]) - logged)
    found["all"] = (0, float(whole[-1]))
    return found


def table(results):
    """A row for each operator, a column for each program and width."""
    kinds = []
    for found in results.values():
        kinds += [kind for kind in found if kind not in kinds]
    for last in ("not logged by oneDNN", "all"):
        if last in kinds:
            kinds.remove(last)
            kinds.append(last)
    lines = ["| | " + " | ".join(results) + " |", "|---" * (len(results) + 1) + "|"]
    for kind in kinds:
        cells = []
        for found in results.values():
            count, ms = found.get(kind, (0, None))
            cells.append("" if ms is None else f"{ms:.1f}" + (f" ({count})" if count else ""))
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--torch", default=sys.executable)
    parser.add_argument("--widths", default="8,16,32")
    parser.add_argument("--no-write", action="store_true")
    options = parser.parse_args()
    options.scipy = sys.executable
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        build, here = suite.Build(options, folder), suite.machine(options, "one run, medians of its passes")
        for what, programs, patches in WHATS:
            for width in options.widths.split(","):
                found = {name: profiled(command, patches, folder) for name, command in programs(build, width)}
                found = {name: kinds for name, kinds in found.items() if kinds}
                lines += [f"{what}, width {width}:", "", *table(found), ""]
    lines += suite.described(here)
    print("\n".join(lines))
    if not options.no_write:
        suite.write({MARK: lines})


if __name__ == "__main__":
    main()
