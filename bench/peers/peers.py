"""Solves the problems of problems.mjs with POT and scipy; prints one JSON line per problem.

Each line has the median milliseconds of several runs and the value found.
"""
import json
import sys
import time
from pathlib import Path

import numpy as np
import ot
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy

folder = Path(sys.argv[1])


def read(k, name):
    return np.fromfile(folder / f"{k}.{name}")


def median_ms(run):
    value = run()
    times = []
    while len(times) < 5 or (sum(times) < 1 and len(times) < 50):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return {"ms": 1000 * sorted(times)[len(times) // 2], "value": float(value)}


def transport(a, b, cost):
    a, b = a / a.sum(), b / b.sum()
    return lambda: ot.emd2(a, b, cost, numItermax=10**9)


def solve(k, kind):
    if kind == "dense":
        a, b = read(k, "a"), read(k, "b")
        return transport(a, b, read(k, "cost").reshape(len(a), len(b)))
    if kind == "points":
        x, y = read(k, "x").reshape(-1, 2), read(k, "y").reshape(-1, 2)
        a, b = read(k, "a"), read(k, "b")
        return lambda: transport(a, b, ot.dist(x, y, "sqeuclidean"))()
    if kind == "grid":
        a, b = read(k, "a"), read(k, "b")
        side = int(round(len(a) ** 0.5))
        bins = np.stack(np.divmod(np.arange(len(a)), side), axis=1).astype(float)
        return transport(a, b, ot.dist(bins, bins, "sqeuclidean"))
    P, Q = read(k, "P").reshape(-1, 64), read(k, "Q").reshape(-1, 64)
    if kind == "entropy":
        return lambda: entropy(P, axis=1).sum()
    if kind == "kl":
        return lambda: entropy(P, Q, axis=1).sum()
    return lambda: (jensenshannon(P, Q, axis=1) ** 2).sum()


for problem in json.loads((folder / "problems.json").read_text()):
    print(json.dumps(median_ms(solve(**problem))), flush=True)
