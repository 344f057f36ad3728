/** The examples of the theory run, and print and draw what they promise. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";

const run = (name: string) =>
  execFileSync(process.execPath, ["scripts/example.mjs", name], {
    encoding: "utf8",
    timeout: 60_000,
  });

/** The cells of a table's rows: lines after `title` (and its header and rule) up to one that is no row. */
function rowsAfter(output: string, title: string): string[][] {
  const lines = output.split("\n");
  const start = lines.findIndex((line) => line.startsWith(title));
  expect(start, `a line that starts with ${title}`).toBeGreaterThanOrEqual(0);
  const rule = lines.findIndex((line, k) => k > start && line.startsWith("─"));
  const rows = lines.slice(rule + 1);
  const end = rows.findIndex((line) => !/^[-\d]/.test(line));
  return rows.slice(0, end).map((line) => line.split(/\s{2,}/));
}

function expectPicture(name: string): void {
  const svg = readFileSync(`docs/pictures/${name}.svg`, "utf8");
  expect(svg).toMatch(/^<svg [\s\S]*<title id="title">.+<\/title>[\s\S]*<\/svg>\n$/);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  expect(svg.length).toBeLessThan(30_000);
}

describe("the parallel segments", () => {
  let rows: string[][];
  beforeAll(() => {
    rows = rowsAfter(run("parallel-segments"), "θ");
  });

  it("go from θ = −1 to θ = 1", () => {
    expect(rows.length).toBe(21);
    expect(rows.map(([theta]) => Number(theta))).toContain(0);
  });

  it("have W1 = |θ|, of slope sign θ", () => {
    for (const [theta, , , w1, slope] of rows) {
      expect(Number(w1)).toBeCloseTo(Math.abs(Number(theta)), 4);
      expect(slope).toBe(String(Math.sign(Number(theta))));
    }
  });

  it("have KL = ∞ and JS = log 2 wherever θ is not 0", () => {
    for (const [theta, kl, js] of rows) {
      expect(kl).toBe(Number(theta) === 0 ? "0.0000" : "∞");
      expect(js).toBe(Number(theta) === 0 ? "0.0000" : Math.LN2.toFixed(4));
    }
  });

  it("are drawn", () => expectPicture("parallel-segments"));
});

describe("the generator in one dimension", () => {
  let output: string;
  /** First and last W1 of the saturating, the non-saturating and the Wasserstein loss. */
  const ends = (title: string) => {
    const rows = rowsAfter(output, title);
    return [1, 3, 5].map((k) => [rows[0], rows[rows.length - 1]].map((row) => Number(row[k])));
  };
  beforeAll(() => {
    output = run("gan-1d");
  });

  it("has a critic of loss −W1 and Lipschitz constant 1", () => {
    const [, loss, w1, slope] =
      /critic: loss (\S+), W1 (\S+), Lipschitz constant (\S+)/.exec(output) ?? [];
    expect(Number(loss)).toBe(-Number(w1));
    expect(Number(slope)).toBeCloseTo(1, 4);
  });

  it("feels W1 from any distance, and the saturating loss from near only", () => {
    const rows = rowsAfter(output, "norm of the generator's gradient");
    const far = rows.filter(([distance]) => Number(distance) >= 4);
    expect(far.length).toBeGreaterThan(3);
    for (const [, saturating, nonSaturating, wasserstein] of far) {
      expect(Number(saturating)).toBeLessThan(1e-8);
      expect(Number(nonSaturating)).toBeGreaterThan(1);
      expect(Number(wasserstein)).toBeCloseTo(Number(rows[0][3]), 0);
    }
  });

  it("reaches both modes from afar by W1 only", () => {
    const [saturating, nonSaturating, wasserstein] = ends("from afar");
    expect(saturating[1]).toBeGreaterThan(0.9 * saturating[0]);
    expect(nonSaturating[1]).toBeLessThan(nonSaturating[0] / 3);
    expect(nonSaturating[1]).toBeGreaterThan(1); // one mode of two
    expect(wasserstein[1]).toBeLessThan(wasserstein[0] / 10);
  });

  it("reaches both modes from between them by any loss", () => {
    for (const [first, last] of ends("from between")) expect(last).toBeLessThan(first / 2);
  });

  it("is drawn", () => {
    expectPicture("gan-distances");
    expectPicture("gan-gradients");
  });
});

describe("the pictures of the theory", () => {
  it("are drawn", () => {
    const names = [...run("theory-pictures").matchAll(/wrote docs\/pictures\/(.*)\.svg/g)];
    expect(names.length).toBe(6);
    for (const [, name] of names) expectPicture(name);
  });
});
