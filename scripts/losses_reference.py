"""Makes test/reference/losses.json: losses and gradients from their definitions. Needs mpmath.

null stands for −Infinity in logits and for +Infinity in losses. Gradients are of the sum of the rows.
400 digits: 1 − softmax of a class may be as small as the smallest double, and still has 70 of them.
"""
import json
import random
from pathlib import Path

from mpmath import exp, log, mp, mpf

mp.dps = 400
random.seed(20)
INF = float("inf")


def log_softmax(logits):
    """None for a masked class."""
    total = log(sum(exp(mpf(x)) for x in logits if x > -INF))
    return [mpf(x) - total if x > -INF else None for x in logits]


def softmax(logits):
    return [exp(y) if y is not None else mpf(0) for y in log_softmax(logits)]


def softmax_case(name, classes, logits, labels, smoothing=0.0, weights=None, ignored=-100):
    dense = len(labels) == len(logits)
    losses, gradient = [], []
    for r in range(len(logits) // classes):
        row = logits[r * classes : (r + 1) * classes]
        if not dense and labels[r] == ignored:
            losses.append(mpf(0))
            gradient += [mpf(0)] * classes
            continue
        target = labels[r * classes : (r + 1) * classes] if dense else [c == labels[r] for c in range(classes)]
        a = [
            mpf(1 if weights is None else weights[c])
            * ((1 - mpf(smoothing)) * mpf(target[c]) + mpf(smoothing) / classes)
            for c in range(classes)
        ]
        logs = log_softmax(row)
        masked = any(a[c] > 0 and logs[c] is None for c in range(classes))
        losses.append(None if masked else -sum(a[c] * logs[c] for c in range(classes) if a[c] > 0))
        gradient += [sum(a) * q - a[c] for c, q in enumerate(softmax(row))]
    options = {"classes": classes, "labelSmoothing": smoothing, "ignoreIndex": ignored}
    if weights is not None:
        options["classWeights"] = weights
    return case(name, logits, labels, options, losses, gradient)


def sigmoid_case(name, logits, targets, weight=1.0):
    losses, gradient = [], []
    for x, y in zip(map(mpf, logits), map(mpf, targets)):
        yes, no = 1 / (1 + exp(-x)), 1 / (1 + exp(x))
        losses.append(-weight * y * log(yes) - (1 - y) * log(no))
        gradient.append((1 - y) * yes - weight * y * no)
    return case(name, logits, targets, {"posWeight": weight}, losses, gradient)


def distillation_case(name, classes, student, teacher, temperature):
    losses, gradient = [], []
    t = mpf(temperature)
    for r in range(len(student) // classes):
        scaled = lambda logits: [mpf(x) / t for x in logits[r * classes : (r + 1) * classes]]
        p, q = softmax(scaled(teacher)), softmax(scaled(student))
        losses.append(t**2 * sum(pc * log(pc / qc) for pc, qc in zip(p, q)))
        gradient += [t * (qc - pc) for pc, qc in zip(p, q)]
    return case(name, student, teacher, {"classes": classes, "temperature": temperature}, losses, gradient)


def case(name, logits, other, options, losses, gradient):
    return {
        "name": name,
        "logits": [x if x > -INF else None for x in logits],
        "other": other,
        "options": options,
        "losses": [None if x is None else float(x) for x in losses],
        "gradient": [float(x) for x in gradient],
    }


def normal(count, scale):
    return [random.gauss(0, scale) for _ in range(count)]


def labels_of(rows, classes):
    return [random.randrange(classes) for _ in range(rows)]


def distribution(classes):
    weights = [random.random() for _ in range(classes)]
    return [w / sum(weights) for w in weights]


softmaxes = [
    softmax_case(f"{classes} classes, scale {scale}", classes, normal(3 * classes, scale), labels_of(3, classes))
    for classes in (1, 2, 3, 7, 10, 33)
    for scale in (1, 30, 1e4)
]
softmaxes += [
    softmax_case("confident and right", 2, [100.0, 0.0, 0.0, 700.0], [0, 1]),
    softmax_case("confident and wrong", 2, [100.0, 0.0, 1e4, -1e4], [1, 1]),
    softmax_case("equal logits of 1e4", 5, [1e4] * 5, [3]),
    softmax_case("masked classes", 4, [1.0, -INF, 2.0, -INF, -INF, 0.5, -1.0, 3.0], [2, 0]),
    softmax_case("smoothing", 5, normal(20, 3), labels_of(4, 5), smoothing=0.1),
    softmax_case("smoothing of ±1e4", 5, normal(20, 1e4), labels_of(4, 5), smoothing=0.3),
    softmax_case("weights", 4, normal(20, 3), labels_of(5, 4), weights=[0.5, 2.0, 0.0, 1.25]),
    softmax_case(
        "smoothing, weights and ignored rows", 4, normal(20, 3), [0, 7, 3, 7, 1],
        smoothing=0.2, weights=[0.5, 2.0, 0.1, 1.25], ignored=7,
    ),
    softmax_case("distributions", 6, normal(18, 3), [t for _ in range(3) for t in distribution(6)]),
    softmax_case(
        "distributions, smoothing and weights", 3, normal(9, 3), [t for _ in range(3) for t in distribution(3)],
        smoothing=0.15, weights=[3.0, 0.25, 1.0],
    ),
]
sigmoids = [
    sigmoid_case(f"scale {scale}, weight {weight}", normal(12, scale), [0.0, 1.0, random.random()] * 4, weight)
    for scale in (1, 30, 1e4)
    for weight in (1.0, 3.5)
]
distillations = [
    distillation_case(f"{classes} classes, temperature {t}", classes, normal(2 * classes, s), normal(2 * classes, s), t)
    for classes in (2, 5, 16)
    for t, s in ((1.0, 1), (4.0, 5), (0.5, 3), (20.0, 1e4))
]
near = normal(10, 2)
distillations.append(
    distillation_case("nearly equal", 5, near, [x + d for x, d in zip(near, normal(10, 1e-6))], 2.0)
)

out = Path(__file__).resolve().parent.parent / "test" / "reference" / "losses.json"
groups = {"softmax": softmaxes, "sigmoid": sigmoids, "distillation": distillations}
out.write_text(
    "{\n"
    + ",\n".join(
        f'"{name}": [\n' + ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases) + "\n]"
        for name, cases in groups.items()
    )
    + "\n}\n"
)
