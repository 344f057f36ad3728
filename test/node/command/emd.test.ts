/** wasmstein emd: the distance, what it prints and how it ends. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { encode } from "fast-png";
import { beforeAll, describe, expect, it } from "vitest";
import { emdGrid, METRICS } from "wasmstein";
import { csv, npy, png, weights } from "../../support/grid-files";
import { COMMAND, workFolder } from "../../support/wasmstein-command";

const { folder, at, write, wasmstein } = workFolder();

const shape = [6, 8];
const a = weights(48, 3);
const b = weights(48, 5);
const json = (...args: string[]) => JSON.parse(wasmstein("emd", ...args, "--json").stdout);

beforeAll(() => {
  write("a.csv", csv(a, 8));
  write("b.csv", csv(b, 8));
  write("a.png", png(a, 8));
  write("b.PNG", png(b, 8));
  write("a.npy", npy(a, "(6, 8)"));
  write("flat.csv", csv(weights(30, 2), 5));
  write("black.png", png(new Array(48).fill(0), 8));
  write("white.png", png(new Array(48).fill(255), 8));
  const noise = (seed: number) =>
    Uint8Array.from({ length: 250_000 }, (_, k) => ((k + seed) * 2_654_435_761) >>> 24);
  for (const [name, seed] of [
    ["large1.png", 1],
    ["large2.png", 77],
  ] as const)
    write(name, encode({ width: 500, height: 500, channels: 1, data: noise(seed) }));
});

describe("wasmstein emd", () => {
  it("finds what emdGrid finds, whatever the files' format", () => {
    const { cost } = emdGrid(a, b, { shape });
    for (const first of ["a.csv", "a.png", "a.npy"])
      for (const second of ["b.csv", "b.PNG"]) expect(json(first, second).distance).toBe(cost);
  });

  it.each(METRICS)("takes the metric %s and spacing", (metric) => {
    const one = emdGrid(a, b, { shape, metric, spacing: 0.5 }).cost;
    expect(json("a.csv", "b.csv", "--metric", metric, "--spacing", "0.5").distance).toBe(one);
    const two = emdGrid(a, b, { shape, metric, spacing: [2, 0.1] }).cost;
    expect(json("a.csv", "b.csv", "--metric", metric, "--spacing", "2,0.1").distance).toBe(two);
  });

  it("compares lines and volumes", () => {
    for (const [name, text, axes] of [
      ["line", "(48,)", [48]],
      ["volume", "(2, 4, 6)", [2, 4, 6]],
    ] as const) {
      write(`${name}1.npy`, npy(a, text));
      write(`${name}2.npy`, npy(b, text));
      const result = json(`${name}1.npy`, `${name}2.npy`);
      expect(result.distance).toBe(emdGrid(a, b, { shape: axes }).cost);
      expect(result.shape).toEqual(axes);
    }
  });

  it("makes the dark the mass with --invert", () => {
    const dark = (values: readonly number[]) => values.map((x) => 255 - x);
    expect(json("a.png", "b.PNG", "--invert").distance).toBe(
      emdGrid(dark(a), dark(b), { shape }).cost,
    );
  });

  it("keeps the masses with --no-normalize", () => {
    write("turned.csv", csv([...a].reverse(), 8));
    const { cost } = emdGrid(a, [...a].reverse(), { shape, normalize: false });
    expect(json("a.csv", "turned.csv", "--no-normalize").distance).toBe(cost);
  });

  it("tells as JSON what it found", () => {
    const result = json("a.csv", "b.csv");
    const { cost, lowerBound, pivots } = emdGrid(a, b, { shape });
    expect(result).toEqual({
      distance: cost,
      status: "optimal",
      lowerBound,
      gap: cost - lowerBound,
      shape,
      metric: "euclidean",
      pivots,
      milliseconds: expect.any(Number),
      engine: "wasm",
    });
  });

  it("tells in lines what it found, and nothing on stderr", () => {
    const { code, stdout, stderr } = wasmstein("emd", "a.csv", "b.csv");
    const { cost } = emdGrid(a, b, { shape });
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toMatch(new RegExp(`^distance  ${cost}\nstatus    optimal\ngap       `));
    expect(stdout).toMatch(
      /\nshape {5}6 × 8\nmetric {4}euclidean\npivots .*\ntime .* ms\nengine {4}wasm\n$/,
    );
  });

  it("stops at a time limit with an interval that holds the distance", () => {
    const { cost } = emdGrid(a, b, { shape });
    const { distance, lowerBound, gap, status } = json("a.csv", "b.csv", "--time-limit", "0");
    expect(status).toBe("limit");
    expect(lowerBound).toBeLessThanOrEqual(cost);
    expect(distance).toBeGreaterThanOrEqual(cost);
    expect(gap).toBe(distance - lowerBound);
    const { stdout } = wasmstein("emd", "a.csv", "b.csv", "--time-limit", "0");
    expect(stdout).toContain(`limit: the distance is from ${lowerBound} to ${distance}\n`);
  });

  it("ends with 130 on Ctrl-C, without an output file", async () => {
    const args = [COMMAND, "emd", "large1.png", "large2.png", "--plan", "stopped.csv"];
    const child = spawn(process.execPath, args, { cwd: folder });
    setTimeout(() => child.kill("SIGINT"), 1500);
    const code = await new Promise((done) => child.on("close", done));
    expect(code).toBe(130);
    expect(readdirSync(folder).filter((name) => name.includes("stopped"))).toEqual([]);
  });
});

describe("wasmstein emd ends with 1 and says why", () => {
  it.each([
    [
      "shapes differ",
      ["a.csv", "flat.csv"],
      /^wasmstein: a\.csv is 6 × 8, flat\.csv is 6 × 5, expected the same shape; crop, pad or scale one of them\n$/,
    ],
    [
      "an image is black",
      ["a.png", "black.png"],
      /^wasmstein: black\.png: total mass is 0, expected at least one weight > 0; all is dark, which --invert makes mass\n$/,
    ],
    [
      "an image is white and inverted",
      ["white.png", "a.png", "--invert"],
      /all is bright, which --invert makes 0/,
    ],
    [
      "an image is cut off",
      ["cut.png", "a.png"],
      /^wasmstein: cut\.png: cannot be decoded, is the file complete\?/,
    ],
    [
      "a cell is no number",
      ["a.csv", "bad.csv"],
      /^wasmstein: bad\.csv: line 2, column 1 is "x", expected a finite number ≥ 0/,
    ],
    [
      "an array has too many axes",
      ["four.npy", "a.npy"],
      /^wasmstein: four\.npy: its shape is \(1, 1, 6, 8\), expected 1 to 3 axes/,
    ],
    ["there is no such file", ["a.csv", "none.csv"], /^wasmstein: ENOENT: .*none\.csv/],
    [
      "there is no such folder for the plan",
      ["a.csv", "b.csv", "--plan", "none/plan.csv"],
      /^wasmstein: ENOENT: .*none/,
    ],
    [
      "totals differ with --no-normalize",
      ["a.csv", "b.csv", "--no-normalize"],
      /^wasmstein: a\.csv has total mass \d+, b\.csv has \d+, expected the same to 1e-9; leave out --no-normalize/,
    ],
  ])("when %s", (_, args, message) => {
    write("cut.png", png(a, 8).slice(0, -20));
    write("bad.csv", "1,2\nx,3\n");
    write("four.npy", npy(a, "(1, 1, 6, 8)"));
    const { code, stdout, stderr } = wasmstein("emd", ...args);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });
});

describe("wasmstein emd ends with 2 and says why", () => {
  it.each([
    [
      "a name tells no format",
      ["a.csv", "b.jpg"],
      /b\.jpg: expected a name that ends in \.png, \.npy/,
    ],
    ["a file is missing", ["a.csv"], /missing required argument 'B'/],
    [
      "the metric is unknown",
      ["a.csv", "b.csv", "--metric", "minkowski"],
      /Allowed choices are sqeuclidean/,
    ],
    [
      "spacing is no length",
      ["a.csv", "b.csv", "--spacing", "1,0"],
      /Expected lengths > 0 with commas/,
    ],
    [
      "spacing has too many lengths",
      ["a.csv", "b.csv", "--spacing", "1,1,1"],
      /--spacing has 3 lengths, expected 1 or one for each axis of 6 × 8/,
    ],
    [
      "the time limit is no time",
      ["a.csv", "b.csv", "--time-limit", "soon"],
      /Expected milliseconds ≥ 0/,
    ],
    [
      "there is no image to invert",
      ["a.csv", "b.csv", "--invert"],
      /--invert and --channel are for PNG images/,
    ],
    [
      "there is no image with channels",
      ["a.csv", "a.npy", "--channel", "red"],
      /--invert and --channel are for PNG images/,
    ],
    [
      "the plan's name tells no format",
      ["a.csv", "b.csv", "--plan", "plan.xml"],
      /--plan plan\.xml: expected a name that ends in \.csv, \.ndjson, \.jsonl, or -/,
    ],
    [
      "plan and JSON both go to stdout",
      ["a.csv", "b.csv", "--plan", "-", "--json"],
      /both write to stdout; give the plan a file/,
    ],
  ])("when %s", (_, args, message) => {
    const { code, stdout, stderr } = wasmstein("emd", ...args);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
    expect(code).toBe(2);
    expect(existsSync(at("plan.xml"))).toBe(false);
  });
});
