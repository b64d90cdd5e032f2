"""Times whole processes of omnet, from start to exit, and names those that have become slower.

    python3 processes.py TARGET SUBJECT RUNS [JSON]

TARGET is the folder omnet-examples/target of a build, SUBJECT a folder of BraTS files, RUNS how often
each process runs; they take turns. Prints a table of medians: wall clock, processor time, most memory
resident. With JSON the medians are compared with those in that file, if there is one, and written to
it; rows whose processor time has grown by more than a tenth are named, and the exit code is then 1.
"""

import glob
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

SLOWER = 1.1


def measure(command):
    """Runs a process; returns its seconds on the wall and of processors, and mebibytes."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: {errors}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def rows(target, subject, out):
    """The processes by name."""
    image = sorted(glob.glob(os.path.join(subject, "*flair.nii*")))[0]
    segment = ["segment", "--subject", subject, "--model", "omnet-small", "--out", out]
    jar = ["java", "-jar", os.path.join(target, "omnet-examples.jar")]
    script = [os.path.join(target, "bin", "omnet")]
    arguments = {
        "--help": ["--help"],
        "segment --help": ["segment", "--help"],
        "info": ["info", image],
        "segment": segment,
    }
    for name, given in arguments.items():
        yield f"{name}, java -jar", jar + given
        yield f"{name}, bin/omnet", script + given


def main():
    target, subject, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    record = sys.argv[4] if len(sys.argv) > 4 else None
    with tempfile.TemporaryDirectory() as folder:
        commands = dict(rows(target, subject, os.path.join(folder, "seg.nii.gz")))
        found = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                found[name].append(measure(command))
    medians = {}
    print("| | wall | processors | most resident |\n|---|---|---|---|")
    for name, all_runs in found.items():
        wall, cpu, memory = (statistics.median(column) for column in zip(*all_runs))
        medians[name] = {"wall": wall, "processors": cpu, "mebibytes": memory}
        print(f"| {name} | {wall:.2f} s | {cpu:.2f} s | {memory:.0f} MiB |")
    if record is None:
        return
    slower = []
    if os.path.exists(record):
        with open(record, encoding="utf-8") as file:
            before = json.load(file)["rows"]
        for name, row in medians.items():
            if name in before and row["processors"] > SLOWER * before[name]["processors"]:
                slower.append(name)
                print(f"slower: {name}, {before[name]['processors']:.2f} s before")
    with open(record, "w", encoding="utf-8") as file:
        machine = f"{platform.machine()}, {os.cpu_count()} cores"
        json.dump({"machine": machine, "runs": runs, "rows": medians}, file, indent=2)
        file.write("\n")
    sys.exit(1 if slower else 0)


if __name__ == "__main__":
    main()
