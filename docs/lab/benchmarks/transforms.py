"""numpy and scipy doing what omnet-core's transforms and samplers do, on the same made-up head.

CPU time of the process, one thread (set OMP_NUM_THREADS=1); medians of the repetitions.
"""

import statistics
import time

import numpy
import scipy.ndimage

X, Y, Z = 240, 240, 155
PATCH = (16, 32, 32)


def head():
    z, y, x = numpy.ogrid[0:Z, 0:Y, 0:X]

    def distance(centre, radius):
        terms = [((a + 0.5) / n - centre) ** 2 for a, n in ((x, X), (y, Y), (z, Z))]
        return numpy.sqrt(sum(terms)) / radius

    random = numpy.random.default_rng(7)
    brain = distance(0.5, 0.45) <= 1
    images = numpy.zeros((4, Z, Y, X), numpy.float32)
    for c in range(4):
        images[c][brain] = 100 * (c + 1) + 50 * random.random(int(brain.sum()))
    tumour = distance(0.6, 0.2)
    labels = numpy.select([tumour > 1, tumour > 0.75, tumour > 0.4], [0, 2, 3], 1)
    return images, labels.astype(numpy.uint8), brain


def median_cpu(action, repetitions):
    action()
    times = []
    for _ in range(repetitions):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times)


def patches(images, labels, brain, count=2000):
    candidates = numpy.flatnonzero(brain)
    random = numpy.random.default_rng(1)
    out = numpy.empty((20, 4) + PATCH, numpy.float32)
    classes = numpy.empty((20,) + PATCH, numpy.uint8)
    d, h, w = PATCH

    def draw():
        for n in range(count):
            centre = candidates[random.integers(candidates.size)]
            z, rest = divmod(int(centre), X * Y)
            y, x = divmod(rest, X)
            # Kept inside, so that no padding is needed: cheaper than what omnet does.
            z = min(max(z - d // 2, 0), Z - d)
            y = min(max(y - h // 2, 0), Y - h)
            x = min(max(x - w // 2, 0), X - w)
            out[n % 20] = images[:, z : z + d, y : y + h, x : x + w]
            classes[n % 20] = labels[z : z + d, y : y + h, x : x + w]

    return count / median_cpu(draw, 5)


def z_score(images):
    result = numpy.zeros_like(images)
    for c in range(4):
        mask = images[c] != 0
        values = images[c][mask]
        result[c][mask] = (values - values.mean()) / values.std()
    return result


def main():
    images, labels, brain = head()
    print("numpy", numpy.__version__, "scipy", scipy.__version__)
    print("patches per CPU second: %.0f" % patches(images, labels, brain))
    print("z-score of 4 modalities: %.0f ms CPU" % (1e3 * median_cpu(lambda: z_score(images), 5)))
    for order in (1, 3):

        def resample(order=order):
            return scipy.ndimage.affine_transform(
                images[0], numpy.diag([1.5] * 3), 0.25, (103, 160, 160), numpy.float32, order, "mirror"
            )

        print("resample, order %d: %.0f ms CPU" % (order, 1e3 * median_cpu(resample, 3)))


main()
