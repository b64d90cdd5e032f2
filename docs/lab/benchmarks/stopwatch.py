"""Times a piece of work and prints the medians of wall and of processor time in ms."""
import statistics
import time


def timed(name, work, runs=5):
    wall, cpu = [], []
    for _ in range(runs):
        w, c = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - w)
        cpu.append(time.process_time() - c)
    print(f"{name:44s} wall {1e3 * statistics.median(wall):8.1f}  cpu {1e3 * statistics.median(cpu):8.1f}")
