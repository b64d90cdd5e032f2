"""OM-Net of a given width in eager PyTorch: milliseconds per 16x32x32 patch, forward (batch normalisation folded away, as in
omnet) or one training step. The peer of NetworkTiming and TrainingTiming.

    python3 docs/lab/benchmarks/omnet_torch.py WIDTH REPETITIONS NxDxHxW ...
    python3 docs/lab/benchmarks/omnet_torch.py WIDTH REPETITIONS step PER_TASK MICRO_BATCH ...

A step takes PER_TASK patches of each task; gradients of micro-batches add up, and the optimiser moves once. As in omnet, a head sees its own
task's patches and those of the tasks before it.
"""
import statistics
import sys
import time

import torch
from torch import nn


def conv(i, o, bn, k=3):
    layers = [nn.Conv3d(i, o, k, padding=k // 2)]
    return nn.Sequential(*layers, nn.BatchNorm3d(o)) if bn else nn.Sequential(*layers)


class Stage(nn.Module):
    def __init__(self, i, c, bn, last=True):
        super().__init__()
        self.a, self.b, self.c, self.d = conv(i, c, bn), conv(c, c, bn), conv(c, c, bn), conv(c, c, bn)
        self.e = conv(c, c, bn) if last else None

    def forward(self, x):
        x0 = torch.relu(self.a(x))
        r = self.d(torch.relu(self.c(torch.relu(self.b(x0)))))
        y = torch.relu(x0 + r)
        return torch.relu(self.e(y)) if self.e is not None else y


class Up(nn.Module):
    def __init__(self, i, c, bn, last=True):
        super().__init__()
        up = [nn.ConvTranspose3d(i, c, 2, stride=2)] + ([nn.BatchNorm3d(c)] if bn else [])
        self.up, self.stage = nn.Sequential(*up), Stage(c, c, bn, last)

    def forward(self, x, skip):
        return self.stage(torch.relu(self.up(x)) + skip)


class OmNet(nn.Module):
    def __init__(self, w, bn):
        super().__init__()
        self.e0, self.e1, self.e2 = Stage(4, w, bn), Stage(w, 2 * w, bn), Stage(2 * w, 4 * w, bn)
        self.bottom = Stage(4 * w, 8 * w, bn)
        self.u2, self.u1, self.u0 = Up(8 * w, 4 * w, bn), Up(4 * w, 2 * w, bn), Up(2 * w, w, bn, False)
        self.heads = nn.ModuleList(
            nn.Sequential(conv(w, w, bn), nn.ReLU(), nn.Conv3d(w, c, 1)) for c in (5, 5, 2))

    def features(self, x):
        pool = nn.functional.max_pool3d
        s0 = self.e0(x)
        s1 = self.e1(pool(s0, 2))
        s2 = self.e2(pool(s1, 2))
        return self.u0(self.u1(self.u2(self.bottom(pool(s2, 2)), s2), s1), s0)

    def forward(self, x):
        f = self.features(x)
        return [h(f) for h in self.heads]

    def streams(self, x):
        """The patches of the first task, then the second's, then the third's, as many of each."""
        f = self.features(x)
        return [h(f[:len(f) * (k + 1) // 3]) for k, h in enumerate(self.heads)]


def median(run, repetitions):
    run()
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def forward(width, repetitions, shape):
    net = OmNet(width, bn=False).eval()
    x = torch.randn(shape[0], 4, *shape[1:])
    with torch.no_grad():
        return median(lambda: net(x), repetitions) * 16384 / (x.numel() / 4)


def step(width, repetitions, per_task, micro):
    net = OmNet(width, bn=True).train()
    optimizer = torch.optim.SGD(net.parameters(), 1e-3, momentum=0.99, weight_decay=5e-4)
    x = torch.randn(3 * per_task, 4, 16, 32, 32)
    y = torch.randint(0, 2, (3 * per_task, 16, 32, 32))

    def run():
        optimizer.zero_grad()
        for part, truth in zip(x.split(micro), y.split(micro)):
            losses = [nn.functional.cross_entropy(s, truth[:len(s)]) for s in net.streams(part)]
            (sum(losses) * (len(part) / len(x))).backward()
        optimizer.step()

    return median(run, repetitions) / len(x)


def main():
    width, repetitions, rest = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    torch.manual_seed(0)
    if rest[0] != "step":
        for named in rest:
            ms = forward(width, repetitions, tuple(map(int, named.split("x"))))
            print(f"torch {torch.__version__} width {width} forward {named}: {ms:.1f} ms per patch")
        return
    per_task = int(rest[1])
    for micro in map(int, rest[2:]):
        ms = step(width, repetitions, per_task, micro)
        print(f"torch {torch.__version__} width {width} step of {3 * per_task}, micro-batch {micro}: {ms:.1f} ms per patch")


if __name__ == "__main__":
    main()
