"""OM-Net of a given width in eager PyTorch: milliseconds per 16x32x32 patch, forward (batch normalisation folded away, as in
omnet) and one training step. The peer of NetworkTiming and TrainingTiming.

    python3 docs/benchmarks/omnet_torch.py [WIDTH] [REPETITIONS] [NxDxHxW ...]

With inputs named, only these, and no training step.
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

    def forward(self, x):
        pool = nn.functional.max_pool3d
        s0 = self.e0(x)
        s1 = self.e1(pool(s0, 2))
        s2 = self.e2(pool(s1, 2))
        f = self.u0(self.u1(self.u2(self.bottom(pool(s2, 2)), s2), s1), s0)
        return [h(f) for h in self.heads]


def median(run, repetitions):
    run()
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def main():
    width = int(sys.argv[1]) if len(sys.argv) > 1 else 32
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    named = [tuple(map(int, shape.split("x"))) for shape in sys.argv[3:]]
    torch.manual_seed(0)
    net = OmNet(width, bn=False).eval()
    with torch.no_grad():
        for shape in named or ((1, 16, 32, 32), (8, 16, 32, 32), (1, 32, 64, 64), (1, 32, 56, 56)):
            x = torch.randn(shape[0], 4, *shape[1:])
            patches = shape[0] * shape[1] * shape[2] * shape[3] / 16384
            print(f"torch {torch.__version__} width {width} forward {shape}: "
                  f"{median(lambda: net(x), repetitions) / patches:.1f} ms per patch")
    if named:
        return
    net = OmNet(width, bn=True).train()
    optimizer = torch.optim.SGD(net.parameters(), 1e-3, momentum=0.99, weight_decay=5e-4)
    for batch in (4, 8, 20):
        x = torch.randn(batch, 4, 16, 32, 32)
        y = [torch.randint(0, c, (batch, 16, 32, 32)) for c in (5, 5, 2)]

        def step():
            optimizer.zero_grad()
            sum(nn.functional.cross_entropy(s, t) for s, t in zip(net(x), y)).backward()
            optimizer.step()

        print(f"torch {torch.__version__} width {width} step, batch {batch}: "
              f"{median(step, max(2, repetitions // 2)) / batch:.1f} ms per patch")


if __name__ == "__main__":
    main()
