"""Fits the polynomials of assembly/math/ratio.ts and exp.ts. Needs mpmath; prints the coefficients.

Remez exchange in 60 digits, on the relative error that matters for each function.
"""
from mpmath import mp, mpf, matrix, lu_solve, polyval, cos, pi, sign, log, exp, sqrt, tanh

mp.dps = 60


def remez(f, weight, low, high, degree, rounds=8, grid=2000):
    """Coefficients of the minimax polynomial of f, lowest power first."""
    at = lambda u: low + (high - low) * (1 - cos(pi * u)) / 2
    points = [at((mpf(k) + mpf(1) / 2) / (degree + 2)) for k in range(degree + 2)]
    for _ in range(rounds):
        a = matrix(degree + 2, degree + 2)
        b = matrix(degree + 2, 1)
        for i, x in enumerate(points):
            for j in range(degree + 1):
                a[i, j] = x**j
            a[i, degree + 1] = (-1) ** i * weight(x)
            b[i] = f(x)
        solution = lu_solve(a, b)
        coefficients = [solution[j] for j in range(degree + 1)]
        # One extremum of the error between each pair of its sign changes.
        extrema = []
        for x in (at(mpf(k) / grid) for k in range(grid + 1)):
            error = (polyval(coefficients[::-1], x) - f(x)) / weight(x)
            if extrema and sign(error) == sign(extrema[-1][1]):
                if abs(error) > abs(extrema[-1][1]):
                    extrema[-1] = (x, error)
            else:
                extrema.append((x, error))
        if len(extrema) >= degree + 2:
            points = [x for x, _ in extrema[: degree + 2]]
    return coefficients


def artanh_tail(z):
    """R(z) / z for log((1+s)/(1-s)) = s (2 + R(s^2))."""
    if z < mpf(10) ** -12:
        return mpf(2) / 3 + 2 * z / 5
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) / s - 2) / z


def exp_tail(r):
    """(exp r - 1 - r) / r^2."""
    return (exp(r) - 1 - r) / r**2 if abs(r) > mpf(10) ** -15 else mpf(1) / 2 + r / 6


# |log2(p/q')| is at most 1/2 and the error 0.0861 of reading log2 off the exponent and fraction.
largest_s = tanh(log(2) * mpf("0.5865") / 2)
print("R1 … R8")
for c in remez(artanh_tail, lambda z: 1 / (z + mpf("0.002")), mpf(0), largest_s**2, 7):
    print(repr(float(c)))
half = log(2) / 2 * mpf("1.0001")
print("E0 … E10")
for c in remez(exp_tail, lambda r: mpf(1), -half, half, 10):
    print(repr(float(c)))
