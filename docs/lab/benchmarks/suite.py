"""Runs the benchmarks, each beside its peer in Python where there is one, and writes the tables of benchmarks.md.

    python3 suite.py [--only GROUP,...] [--rounds 5] [--subject DIR] [--torch PYTHON] [--scipy PYTHON] [--no-write]

Needs a build (`mvn -DskipTests package`). Groups: forward, step, segmenter, passes, processes, evaluate. The last four
need --subject, a folder of BraTS files with the truth; segmenter, processes and evaluate run omnet-small. --torch and
--scipy are interpreters that have PyTorch, and numpy with scipy; without them the rows have no ratio.

Every program of a group runs once in each round, one after the other, so that a slow minute of the machine falls on all.
Medians go to suite.json and to the tables between the marks of benchmarks.md; groups that did not run keep theirs.
--render writes the tables from suite.json and runs nothing, --list names the rows. Exit code 1 if a row is slower by
more than a tenth than in the suite.json of the last commit: by its ratio to the peer, or else by its time, which for
whole processes is that of processors.
"""

import argparse
import dataclasses
import glob
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.normpath(os.path.join(HERE, "..", "..", ".."))
RECORD = os.path.join(HERE, "suite.json")
DOCUMENT = os.path.normpath(os.path.join(HERE, "..", "benchmarks.md"))
SLOWER = 1.1
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
WIDTHS = (8, 16, 32)
WINDOW = "8x16x32x32"
KINDS = (("pytorch", "float32"), ("pytorch", "bfloat16"), ("mxnet", "float32"))
PEER = "Python's PyTorch"
PER_PATCH = r"([\d.]+) ms per patch"
FORWARD_TARGETS = {
    ("pytorch", "float32"): (0.85, 0.85, 0.85),
    ("pytorch", "bfloat16"): (0.6, 0.45, 0.45),
    ("mxnet", "float32"): (1.1, 1.1, 0.95),
}
STEP_TARGETS = {("pytorch", "bfloat16"): (0.6, 0.6, 0.6), ("mxnet", "float32"): (None, None, 1.1)}


@dataclasses.dataclass(frozen=True)
class Row:
    """A row of a table: what its program prints by a pattern of milliseconds, or, without one, the process itself."""

    name: str
    pattern: str = ""
    peer: str = ""
    target: float = None  # at most this ratio to the peer, or without a peer this many seconds


@dataclasses.dataclass(frozen=True)
class Program:
    command: list
    rows: tuple
    all_threads: bool = True  # whether OMP_NUM_THREADS is set to all cores


class Build:
    """What Maven has built, and what the programs work on."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.target = os.path.join(REPOSITORY, "omnet-examples", "target")
        self.jar = ["java", "-jar", os.path.join(self.target, "omnet-examples.jar")]
        self.script = [os.path.join(self.target, "bin", "omnet")]

    def java(self, name, *arguments):
        modules = ("omnet-models", "omnet-examples")
        parts = [os.path.join(REPOSITORY, module, "target", "test-classes") for module in modules]
        parts += [os.path.join(REPOSITORY, "omnet-fixtures", "target", "classes")]
        parts += [os.path.join(self.target, "classes"), os.path.join(self.target, "lib", "*")]
        return ["java", "-Xmx3g", "-cp", os.pathsep.join(parts), f"io.github.omnet.{name}", *arguments]

    def made(self, command):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}: {done.stderr}")

    def segmentation(self):
        """omnet-small's result on the subject."""
        out = os.path.join(self.folder, "prediction.nii.gz")
        if not os.path.exists(out):
            self.made(self.jar + ["segment", "--subject", self.options.subject, "--model", "omnet-small", "--out", out])
        return out

    def wide(self):
        """A model of width 32 for voxels of 1 mm, hardly trained: its time is that of any other."""
        out = os.path.join(self.folder, "width-32")
        if not os.path.exists(out):
            data = os.path.join(self.folder, "phantoms")
            self.made(self.jar + ["phantom", "--out", data, "--subjects", "1", "--voxels", "176"])
            train = ["train", "--data", data, "--out", out, "--preset", "om-net", "--width", "32", "--stages", "3:2"]
            self.made(self.jar + train + ["--batch", "1", "--mix", "1,1", "--recalibrate", "1"])
        return out


def forward(build):
    for n, width in enumerate(map(str, WIDTHS)):
        peer = f"forward, width {width}, {PEER}"
        yield Program(torch(build) + [width, "5", WINDOW], (Row(peer, PER_PATCH),))
        for kind in KINDS:
            command = build.java("models.benchmark.NetworkTiming", *kind, width, "6", WINDOW)
            target = FORWARD_TARGETS[kind][n]
            yield Program(command, (Row(f"forward, width {width}, {' '.join(kind)}", PER_PATCH, peer, target),))


def step(build):
    for n, width in enumerate(map(str, WIDTHS)):
        peer = f"step, width {width}, {PEER}"
        yield Program(torch(build) + [width, "15", "step", "2", "6"], (Row(peer, PER_PATCH),))
        for kind in KINDS:
            command = build.java("models.training.TrainingTiming", *kind, width, "32x32x16", "2", "15", "6")
            target = STEP_TARGETS.get(kind, (None,) * 3)[n]
            yield Program(command, (Row(f"step, width {width}, {' '.join(kind)}", PER_PATCH, peer, target),))


def torch(build):
    return [build.options.torch, os.path.join(HERE, "omnet_torch.py")]


def segmenter(build):
    for engine, precision in KINDS:
        command = build.java(
            "examples.benchmark.WarmSegmenterTiming", "omnet-small", build.options.subject, engine, precision, "6")
        target = 3 if engine == "pytorch" else None
        yield Program(command, (Row(f"omnet-small, {engine} {precision}", r"([\d.]+) ms per subject", "", target),))


def passes(build):
    for engine in ("pytorch", "mxnet"):
        one, two = f"{engine}, one pass of two threads", f"{engine}, two passes of one thread each"
        rows = (
            Row(one, r"1 pass: ([\d.]+) ms per subject"),
            Row(two, r"2 passes: ([\d.]+) ms per subject", one),
        )
        yield Program(build.java("models.benchmark.ParallelPassesTiming", engine, "16", "2", "2", "1", "96"), rows)


def processes(build):
    subject = build.options.subject
    image = sorted(glob.glob(os.path.join(subject, "*flair.nii*")))[0]
    out = ["--out", os.path.join(build.folder, "seg.nii.gz"), "--subject", subject]
    arguments = {
        "`--help`": (["--help"], 0.5),
        "`segment --help`": (["segment", "--help"], 0.5),
        "`info` of one image": (["info", image], 0.5),
        "`segment`, `omnet-small`": (["segment", "--model", "omnet-small", *out], 6),
        "`segment`, width 32, 1 mm": (["segment", "--model", build.wide(), *out], 9),
    }
    for name, (given, target) in arguments.items():
        yield Program(build.jar + given, (Row(f"{name}, `java -jar`", target=target),), False)
        yield Program(build.script + given, (Row(f"{name}, `bin/omnet`", target=target),), False)


def evaluate(build):
    pair = [build.segmentation(), *glob.glob(os.path.join(build.options.subject, "*seg.nii*"))[:1]]
    read, peer = "both files read, numpy and gzip", "HD95 of WT, TC, ET, as MONAI computes it, scipy"
    command = [build.options.scipy, os.path.join(HERE, "hd95.py"), *pair, "5"]
    yield Program(command, (Row(read, r"read ([\d.]+) ms"), Row(peer, r"HD95 ([\d.]+) ms")))
    rows = (
        Row("both files read, omnet", r"read ([\d.]+) ms", read),
        Row("whole report, omnet", r"report ([\d.]+) ms", peer, 0.15),
    )
    yield Program(build.java("examples.benchmark.EvaluateTiming", *pair, "40"), rows)
    arguments = ["evaluate", "--prediction", pair[0], "--reference", pair[1]]
    yield Program(build.jar + arguments, (Row("`evaluate` of a pair, whole process, `java -jar`"),), False)
    yield Program(build.script + arguments, (Row("`evaluate` of a pair, whole process, `bin/omnet`"),), False)


GROUPS = {
    "forward": forward,
    "step": step,
    "segmenter": segmenter,
    "passes": passes,
    "processes": processes,
    "evaluate": evaluate,
}
WITHOUT_SUBJECT = ("forward", "step", "passes")


def run(program):
    """Each row's milliseconds, processor seconds and mebibytes at most, or nothing if the program fails."""
    environment = dict(os.environ)
    # Whole processes choose their threads by themselves.
    environment.pop("OMP_NUM_THREADS", None)
    if program.all_threads:
        environment["OMP_NUM_THREADS"] = str(CORES)
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        began = time.monotonic()
        try:
            process = subprocess.Popen(program.command, stdout=out, stderr=errors, env=environment)
        except OSError as e:
            return left_out(program, str(e))
        _, status, used = os.wait4(process.pid, 0)
        wall = 1000 * (time.monotonic() - began)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        text, said = out.read(), errors.read().strip().splitlines()
    if process.returncode != 0:
        return left_out(program, said[-1] if said else f"exit code {process.returncode}")
    found = {}
    for row in program.rows:
        told = re.findall(row.pattern, text) if row.pattern else []
        if row.pattern and not told:
            return left_out(program, f"printed no '{row.pattern}'")
        found[row.name] = {
            "ms": float(told[-1]) if told else wall,
            "processors": used.ru_utime + used.ru_stime,
            "mebibytes": used.ru_maxrss / 1024,
        }
    return found


def left_out(program, why):
    print(f"left out: {' '.join(program.command[-6:])}: {why}", file=sys.stderr)
    return {}


def medians(programs, rounds):
    found = {}
    for n in range(rounds):
        for program in programs:
            for name, values in run(program).items():
                found.setdefault(name, []).append(values)
            print(f"round {n + 1} of {rounds}: {program.rows[-1].name}", file=sys.stderr)
    return {
        name: {key: round(statistics.median(v[key] for v in values), 3) for key in values[0]}
        for name, values in found.items()
    }


def version(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return "missing"
    return (done.stdout or done.stderr).strip().splitlines()[0] if done.returncode == 0 else "missing"


def machine(options, rounds):
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
        "cores": CORES,
        "load": round(os.getloadavg()[0], 1),
        "java": "".join(version(["java", "-version"]).split('"')[1:2]),
        "torch": version([options.torch, "-c", "import torch; print(torch.__version__)"]),
        "scipy": version([options.scipy, "-c", "import scipy; print(scipy.__version__)"]),
        "omnet": version(["git", "-C", REPOSITORY, "rev-parse", "--short", "HEAD"]),
        "rounds": rounds,
    }


def described(machine):
    """Lines of what the figures depend on."""
    peers = ", ".join(f"{name} {machine[name]}" for name in ("torch", "scipy") if name in machine)
    rounds = machine["rounds"]
    runs = rounds if isinstance(rounds, str) else f"medians of {rounds} rounds"
    load = f", load before the run {machine['load']}" if "load" in machine else ""
    text = (
        f"{machine['processor']} ({machine['features']}), {machine['cores']} cores{load}; Java {machine['java']}, {peers},"
        f" omnet {machine.get('omnet', 'of an earlier build')}; {runs}."
    )
    return textwrap.wrap(text, 118)


def ratio(rows, row):
    peer = rows.get(row.peer)
    return rows[row.name]["ms"] / peer["ms"] if peer and row.name in rows else None


def number(rows, row):
    """Milliseconds and the ratio to the peer, bold where it meets its target."""
    if row.name not in rows:
        return ""
    share = ratio(rows, row)
    if share is None:
        return f"{rows[row.name]['ms']:.1f}"
    met = row.target is not None and share <= row.target
    text = f"**{share:.2f}**" if met else f"{share:.2f}"
    return f"{rows[row.name]['ms']:.1f} ({text})"


def by_width(programs, rows):
    """A column for each width."""
    lines = ["| ms per patch (ratio) | width 8 | width 16 | width 32 | targets | most resident |", "|---|---|---|---|---|---|"]
    each = [row for program in programs for row in program.rows]
    kinds = len(each) // len(WIDTHS)
    for kind in range(kinds):
        same = each[kind::kinds]
        name = same[0].name.split(", ", 2)[2]
        wanted = ", ".join("none" if row.target is None else str(row.target) for row in same)
        wanted = wanted if any(row.target for row in same) else ""
        memory = [rows[row.name].get("mebibytes") for row in same if row.name in rows]
        resident = f"{max(memory):.0f} MiB" if memory and all(memory) else ""
        cells = " | ".join(number(rows, row) for row in same)
        lines.append(f"| {name} | {cells} | {wanted} | {resident} |")
    return lines


def listed(programs, rows):
    lines = ["| | wall | processors | most resident | ratio | target |", "|---|---|---|---|---|---|"]
    for row in (row for program in programs for row in program.rows):
        if row.name not in rows:
            continue
        values, share = rows[row.name], ratio(rows, row)
        goal = "" if row.target is None else f"{row.target}" if row.peer else f"{row.target} s"
        reached = share if row.peer else values["ms"] / 1000
        text = "" if share is None else f"{share:.2f}"
        # What a program prints is a part of the process, so the processors' time is not its own.
        processors = "" if row.pattern else f"{values['processors']:.2f} s"
        wall = f"{values['ms']:.0f} ms" if values["ms"] < 1000 else f"{values['ms'] / 1000:.2f} s"
        if row.target is not None and reached is not None and reached <= row.target:
            wall = f"**{wall}**"
        lines.append(f"| {row.name} | {wall} | {processors} | {values['mebibytes']:.0f} MiB | {text} | {goal} |")
    return lines


def slower(programs, rows, before):
    """Lines that name the rows that have become slower."""
    for row in (row for program in programs for row in program.rows):
        if row.name not in rows or row.name not in before:
            continue
        now, then = ratio(rows, row), ratio(before, row)
        if now is None or then is None:
            key = "ms" if row.pattern else "processors"
            now, then = rows[row.name][key], before[row.name].get(key)
        if then and now > SLOWER * then:
            yield f"slower: {row.name}: {now:.2f}, before {then:.2f}"


def committed():
    """The record of the last commit, or that in the file, or none."""
    path = os.path.relpath(RECORD, REPOSITORY)
    done = subprocess.run(["git", "-C", REPOSITORY, "show", f"HEAD:{path}"], capture_output=True, text=True)
    if done.returncode == 0:
        return json.loads(done.stdout)
    return here()


def here():
    if not os.path.exists(RECORD):
        return {}
    with open(RECORD, encoding="utf-8") as file:
        return json.load(file)


def rendered(group, programs, record):
    """The text between the marks of a group."""
    table = by_width if group in ("forward", "step") else listed
    return [*table(programs, record["rows"]), "", *described(record["machine"])]


def write(blocks):
    """Puts the text of each group between its marks."""
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    for group, lines in blocks.items():
        mark, end = f"<!-- suite: {group} -->", "<!-- end -->"
        head, found, rest = text.partition(mark)
        if not found or end not in rest:
            sys.exit(f"{DOCUMENT} has no '{mark}' with '{end}' after it")
        text = head + mark + "\n\n" + "\n".join(lines) + "\n\n" + end + rest.partition(end)[2]
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(text)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="groups, separated by commas; all that can run")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--subject", help="folder of BraTS files")
    parser.add_argument("--torch", default=sys.executable, help="interpreter that has PyTorch")
    parser.add_argument("--scipy", default=sys.executable, help="interpreter that has numpy and scipy")
    parser.add_argument("--no-write", action="store_true", help="print the tables only")
    parser.add_argument("--render", action="store_true", help="write the tables from suite.json, run nothing")
    parser.add_argument("--list", action="store_true", help="name the rows, run nothing")
    return parser.parse_args()


def main():
    options = parsed()
    groups = options.only.split(",") if options.only else list(GROUPS)
    for group in groups:
        if group not in GROUPS:
            sys.exit(f"'{group}' is no group; known: {', '.join(GROUPS)}")
        if not options.subject and group not in WITHOUT_SUBJECT and not (options.render or options.list):
            sys.exit(f"group {group} needs --subject, a folder of BraTS files; or choose groups with --only")
    with tempfile.TemporaryDirectory() as folder:
        build, record, blocks, named = Build(options, folder), here(), {}, []
        if options.render or options.list:
            # Nothing runs, so nothing is made either.
            options.subject = options.subject or folder
            open(os.path.join(folder, "a_flair.nii"), "w", encoding="utf-8").close()
            open(os.path.join(folder, "a_seg.nii"), "w", encoding="utf-8").close()
            build.made = lambda command: None
        before = committed()
        for group in groups:
            programs = list(GROUPS[group](build))
            if options.list:
                print("\n".join(f"{group}: {row.name}" for program in programs for row in program.rows))
                continue
            if not options.render:
                here_and_now = machine(options, options.rounds)
                rows = medians(programs, options.rounds)
                record[group] = {"machine": here_and_now, "rows": rows}
                named += slower(programs, rows, before.get(group, {}).get("rows", {}))
            if group in record:
                blocks[group] = rendered(group, programs, record[group])
                print("\n".join(["", f"### {group}", "", *blocks[group]]))
            if not options.no_write and not options.render:
                # After each group: a run that is stopped keeps what it has.
                with open(RECORD, "w", encoding="utf-8") as file:
                    json.dump(record, file, indent=2, ensure_ascii=False)
                    file.write("\n")
        if not options.no_write and not options.list:
            write(blocks)
        print("\n".join(named))
        sys.exit(1 if named else 0)


if __name__ == "__main__":
    main()
