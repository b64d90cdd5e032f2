"""Runs every benchmark that has a peer in Python beside it, in turns, and names rows that have become slower.

    python3 suite.py CLASS_PATH_FILE ROUNDS JSON [SUBJECT [TARGET]]

CLASS_PATH_FILE holds the class path of omnet-models' tests (benchmarks.md says how to write it), ROUNDS how often each
program runs, JSON the medians of this run; those that the file held before are compared with. With SUBJECT, a folder of
BraTS files, images are read and written too, and with TARGET, the folder omnet-examples/target of a build, whole
processes run. A row without its peer is printed without a ratio: PyTorch for Python and nibabel may be missing.

Prints tables in Markdown. Exit code 1 if a ratio to the peer, or without a peer the time, has grown by more than a tenth.
"""

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile

import processes

HERE = os.path.dirname(os.path.abspath(__file__))
SLOWER = 1.1
WIDTHS = (8, 16, 32)
WINDOW = "8x16x32x32"
KINDS = (("mxnet", "float32"), ("pytorch", "float32"), ("pytorch", "bfloat16"))
NUMBER = re.compile(r"([\d.]+) ms")


def java(class_path, name):
    return ["java", "-Xmx3g", "-cp", class_path, f"io.github.omnet.models.{name}"]


def networks(class_path):
    """(row, command, peer's row) of the network alone and of a training step."""
    torch = [sys.executable, os.path.join(HERE, "omnet_torch.py")]
    for width in map(str, WIDTHS):
        peer = f"forward, width {width}, Python's PyTorch"
        yield peer, torch + [width, "5", WINDOW], None
        for engine, precision in KINDS:
            command = java(class_path, "benchmark.NetworkTiming") + [engine, precision, width, "6", WINDOW]
            yield f"forward, width {width}, {engine} {precision}", command, peer
        peer = f"step, width {width}, Python's PyTorch"
        yield peer, torch + [width, "5", "step", "2", "6"], None
        for engine, precision in KINDS:
            command = java(class_path, "training.TrainingTiming")
            command += [engine, precision, width, "32x32x16", "2", "5", "6"]
            yield f"step, width {width}, {engine} {precision}", command, peer


def milliseconds(command):
    """The last number of milliseconds that a program prints, or None if it fails."""
    environment = dict(os.environ, OMP_NUM_THREADS=str(os.cpu_count()))
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    found = NUMBER.findall(done.stdout)
    if done.returncode != 0 or not found:
        print(f"left out: {' '.join(command[-6:])}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return float(found[-1])


def timed(rows, rounds):
    """Medians by row; the rows take turns."""
    found = {name: [] for name, _, _ in rows}
    for _ in range(rounds):
        for name, command, _ in rows:
            value = milliseconds(command)
            if value is not None:
                found[name].append(value)
    return {name: statistics.median(values) for name, values in found.items() if values}


def images(class_path, subject, rounds):
    """Reading and writing beside nibabel, which takes the turns itself; its own table."""
    command = [sys.executable, os.path.join(HERE, "nibabel_io.py"), subject, str(rounds)]
    command += ["java", "-Xmx3g", "-cp", class_path, "io.github.omnet.io.benchmark.NiftiPeer", subject]
    done = subprocess.run(command, capture_output=True, text=True)
    print(done.stdout if done.returncode == 0 else f"left out: images: {done.stderr.strip().splitlines()[-1:]}")


def whole(target, subject, rounds):
    """Milliseconds of processors by process."""
    with tempfile.TemporaryDirectory() as folder:
        commands = dict(processes.rows(target, subject, os.path.join(folder, "seg.nii.gz")))
        found = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                found[name].append(1000 * processes.measure(command)[1])
    return {f"process, {name}, processors": statistics.median(values) for name, values in found.items()}


def version(command):
    done = subprocess.run(command, capture_output=True, text=True)
    return (done.stdout or done.stderr).strip().splitlines()[0] if done.returncode == 0 else "missing"


def machine():
    """What the figures depend on."""
    model, flags = platform.machine(), ""
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            text = file.read()
        model = re.search(r"model name\s*: (.*)", text).group(1)
        flags = " ".join(flag for flag in ("avx2", "avx512f", "avx512_bf16", "amx_bf16") if f" {flag}" in text)
    return {
        "processor": model,
        "features": flags,
        "cores": os.cpu_count(),
        "java": version(["java", "-version"]),
        "torch": version([sys.executable, "-c", "import torch; print(torch.__version__)"]),
        "nibabel": version([sys.executable, "-c", "import nibabel; print(nibabel.__version__)"]),
    }


def report(medians, peers, before):
    """Prints the table and returns the rows that have become slower."""
    slower = []
    print("| | ms | ratio to the peer |\n|---|---|---|")
    for name, value in medians.items():
        peer = medians.get(peers.get(name))
        ratio = f"{value / peer:.2f}" if peer else ""
        print(f"| {name} | {value:.1f} | {ratio} |")
        old, old_peer = before.get(name), before.get(peers.get(name))
        if old and (value / peer > SLOWER * old / old_peer if peer and old_peer else value > SLOWER * old):
            slower.append(name)
    for name in slower:
        print(f"slower: {name}, {before[name]:.1f} ms before")
    return slower


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        class_path = file.read().strip()
    rounds, record = int(sys.argv[2]), sys.argv[3]
    before = {}
    if os.path.exists(record):
        with open(record, encoding="utf-8") as file:
            before = json.load(file)["medians"]
    rows = list(networks(class_path))
    medians = timed(rows, rounds)
    if len(sys.argv) > 5:
        medians.update(whole(sys.argv[5], sys.argv[4], rounds))
    slower = report(medians, {name: peer for name, _, peer in rows if peer}, before)
    if len(sys.argv) > 4:
        images(class_path, sys.argv[4], rounds)
    with open(record, "w", encoding="utf-8") as file:
        json.dump({"machine": machine(), "rounds": rounds, "medians": medians}, file, indent=2)
        file.write("\n")
    sys.exit(1 if slower else 0)


if __name__ == "__main__":
    main()
