/** An independent oracle: HiGHS solves the same linear programme. */
import highs from "highs";
import { describe, expect, it } from "vitest";
import { emd } from "wasmstein";
import { expectCertificate } from "./support/certificate";
import { random, randoms } from "./support/random.mjs";

describe("emd against another solver", () => {
  it("finds the optimum that HiGHS finds for the linear programme", async () => {
    const solver = await highs();
    const next = random(11);
    for (let trial = 0; trial < 25; trial++) {
      const n = 1 + Math.floor(next() * 7);
      const m = 1 + Math.floor(next() * 7);
      const a = randoms(next, n).map((x) => Math.round(100 * x) + 1);
      const b = randoms(next, m).map((x) => Math.round(100 * x) + 1);
      const cost = randoms(next, n * m).map((x) => Math.round(1000 * x) / 8 - 20);
      const total = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0);
      // Both sides in units that make the totals equal integers.
      const rows = Array.from(a, (x) => x * total(b));
      const columns = Array.from(b, (x) => x * total(a));
      const name = (i: number, j: number) => `x${i}_${j}`;
      const cells = Array.from(cost, (c, k) => [c, name(Math.floor(k / m), k % m)] as const);
      const lp = [
        "Minimize",
        `obj: ${cells.map(([c, x]) => `${c < 0 ? "-" : "+"} ${Math.abs(c)} ${x}`).join(" ")}`,
        "Subject To",
        ...rows.map((x, i) => `r${i}: ${columns.map((_, j) => name(i, j)).join(" + ")} = ${x}`),
        ...columns.map((x, j) => `c${j}: ${rows.map((_, i) => name(i, j)).join(" + ")} = ${x}`),
        "End",
      ].join("\n");
      const solution = solver.solve(lp);
      expect(solution.Status).toBe("Optimal");
      const expected = solution.ObjectiveValue / (total(a) * total(b));
      const result = emd(a, b, cost);
      expect(Math.abs(result.cost - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
      expectCertificate(result, { a, b, cost: (i, j) => cost[i * m + j] });
    }
  });
});
