/** The DOTmark images (Schrieber, Schuhmacher & Gottschlich 2017), where they are at hand. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { emdGrid, METRICS } from "wasmstein";

const engine = process.env.WASMSTEIN_ENGINE;
const dotmark = new URL("../../shared/dotmark/", import.meta.url);
const optima = new URL("../../shared/reference/transport.json", import.meta.url);

const available = existsSync(dotmark) && existsSync(optima);

describe.runIf(available)("DOTmark images", () => {
  interface Case {
    image: string;
    size: number;
    source: string;
    target: string;
    optimum: Record<string, number>;
  }
  const cases: Case[] = available ? JSON.parse(readFileSync(optima, "utf8")).grid : [];
  const read = (image: string, size: number, name: string) =>
    Float64Array.from(
      readFileSync(new URL(`${image}/data${size}_${name}.csv`, dotmark), "utf8")
        .trim()
        .split(/[\n,]/),
      Number,
    );
  // The larger take too long on the checked build.
  const chosen = engine === "debug" ? cases.filter(({ size }) => size === 32) : cases;

  it.each(chosen)(
    "$image $size×$size, $source to $target",
    ({ image, size, source, target, optimum }) => {
      const a = read(image, size, source);
      const b = read(image, size, target);
      for (const metric of METRICS.filter((name) => optimum[name] !== undefined)) {
        const result = emdGrid(a, b, { shape: [size, size], metric });
        expect(Math.abs(result.cost - optimum[metric])).toBeLessThanOrEqual(1e-9 * optimum[metric]);
        const largest = { sqeuclidean: 2 * (size - 1) ** 2, cityblock: 2 * (size - 1) };
        const gap = 1e-12 * Math.max(1, largest[metric as "cityblock"] ?? size);
        expect(result.cost - result.lowerBound).toBeLessThanOrEqual(gap);
      }
    },
  );
});
