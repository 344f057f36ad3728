/** wasmstein emd --plan: the plan as text, in a file or on stdout. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { csv, npy, weights } from "../../support/grid-files";
import { COMMAND, workFolder } from "../../support/wasmstein-command";

const { folder, at, write, wasmstein } = workFolder();

const a = weights(48, 3);
const b = weights(48, 5);
const json = (...args: string[]) => JSON.parse(wasmstein("emd", ...args, "--json").stdout);

beforeAll(() => {
  write("a.csv", csv(a, 8));
  write("b.csv", csv(b, 8));
});

describe("wasmstein emd --plan", () => {
  const expectMarginals = (rows: readonly Record<string, number>[]) => {
    const sums = [new Float64Array(48), new Float64Array(48)];
    for (const row of rows) {
      sums[0][row.source] += row.mass;
      sums[1][row.target] += row.mass;
      expect(row.source).toBe(8 * row.source_row + row.source_column);
      expect(row.target).toBe(8 * row.target_row + row.target_column);
    }
    [a, b].forEach((masses, side) => {
      const total = masses.reduce((sum, mass) => sum + mass, 0);
      masses.forEach((mass, bin) => {
        expect(sums[side][bin]).toBeCloseTo(mass / total, 14);
      });
    });
  };
  const fromCsv = (text: string) => {
    const [header, ...lines] = text.trimEnd().split("\n");
    const names = header.split(",");
    return lines.map((line) =>
      Object.fromEntries(line.split(",").map((cell, k) => [names[k], Number(cell)])),
    );
  };

  it("writes CSV with the marginals of the two files", () => {
    const result = json("a.csv", "b.csv", "--plan", "plan.csv");
    const rows = fromCsv(readFileSync(at("plan.csv"), "utf8"));
    expectMarginals(rows);
    expect(result.plan).toBe("plan.csv");
    expect(result.entries).toBe(rows.length);
  });

  it("writes NDJSON with the same rows", () => {
    wasmstein("emd", "a.csv", "b.csv", "--plan", "plan.csv");
    wasmstein("emd", "a.csv", "b.csv", "--plan", "plan.ndjson");
    const lines = readFileSync(at("plan.ndjson"), "utf8").trimEnd().split("\n");
    const rows = lines.map((line) => JSON.parse(line));
    expect(rows).toEqual(fromCsv(readFileSync(at("plan.csv"), "utf8")));
  });

  it("writes to stdout, and the rest to stderr", () => {
    const { code, stdout, stderr } = wasmstein("emd", "a.csv", "b.csv", "--plan", "-");
    expect(code).toBe(0);
    expectMarginals(fromCsv(stdout));
    expect(stderr).toMatch(/^distance .*\n[\s\S]*entries on stdout\n$/);
    const quiet = wasmstein("-q", "emd", "a.csv", "b.csv", "--plan", "-");
    expect(quiet).toEqual({ code: 0, stdout, stderr: "" });
  });

  it("names the axes that there are", () => {
    const headerOf = (axes: string) => {
      write("1.npy", npy(a, axes));
      return wasmstein("emd", "1.npy", "1.npy", "--plan", "-").stdout.split("\n")[0];
    };
    expect(headerOf("(48,)")).toBe("source,target,mass");
    expect(headerOf("(2, 4, 6)")).toBe(
      "source,source_plane,source_row,source_column,target,target_plane,target_row,target_column,mass",
    );
  });

  it("ends well when its reader has enough", async () => {
    const image = (seed: number) => csv(weights(64 * 64, seed), 64);
    write("many1.csv", image(3));
    write("many2.csv", image(5));
    const args = [COMMAND, "-q", "emd", "many1.csv", "many2.csv", "--plan", "-"];
    const child = spawn(process.execPath, args, { cwd: folder });
    let complaints = "";
    child.stderr.on("data", (text) => {
      complaints += text;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((done) => child.on("close", done));
    expect(complaints).toBe("");
    expect(code).toBe(0);
  });
});
