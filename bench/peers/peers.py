"""Solves the problems of bench:peers with POT and scipy; prints one JSON line per problem.

Each line has the median milliseconds of several runs, or of one where a run takes seconds, and the
value found. The time of a grid's cost matrix is left out, that of points' distances counted.
"""
import json
import sys
import time
from pathlib import Path

import numpy as np
import ot
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy, wasserstein_distance

folder = Path(sys.argv[1])


def read(k, name):
    return np.fromfile(folder / f"{k}.{name}")


def median_ms(run):
    times = []
    value = 0.0
    while len(times) < 3 or (sum(times) < 1 and len(times) < 50):
        start = time.perf_counter()
        value = run()
        times.append(time.perf_counter() - start)
        if times[0] > 2:
            break
    return {"ms": 1000 * sorted(times)[len(times) // 2], "value": float(value)}


def distances(x, y, metric):
    return ot.dist(x, y, metric)


def transport(a, b, cost):
    a, b = a / a.sum(), b / b.sum()
    return ot.emd2(a, b, cost, numItermax=10**9)


def batch(P, Q, cost):
    P, Q = P / P.sum(axis=1, keepdims=True), Q / Q.sum(axis=1, keepdims=True)
    return sum(ot.emd2(p, q, cost) for p, q in zip(P, Q))


def solve(k, kind, shape, metric):
    if kind == "line":
        u, v = read(k, "u"), read(k, "v")
        return lambda: wasserstein_distance(u, v)
    if kind in ("dense", "points", "grid"):
        a, b = read(k, "a"), read(k, "b")
        if kind == "points":
            x, y = read(k, "x").reshape(shape), read(k, "y").reshape(shape)
            return lambda: transport(a, b, distances(x, y, metric))
        if kind == "dense":
            cost = read(k, "cost").reshape(shape)
        else:
            bins = np.stack(np.divmod(np.arange(len(a)), shape[1]), axis=1).astype(float)
            cost = distances(bins, bins, metric)
        return lambda: transport(a, b, cost)
    P, Q = read(k, "P").reshape(shape), read(k, "Q").reshape(shape)
    if kind == "batch":
        cost = read(k, "cost").reshape(shape[1], shape[1])
        return lambda: batch(P, Q, cost)
    if kind == "entropy":
        return lambda: entropy(P, axis=1).sum()
    if kind == "kl":
        return lambda: entropy(P, Q, axis=1).sum()
    return lambda: (jensenshannon(P, Q, axis=1) ** 2).sum()


for problem in json.loads((folder / "problems.json").read_text()):
    print(json.dumps(median_ms(solve(**problem))), flush=True)
