/** The examples of README and theory print what these say they print. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const examplesOf = (path: string) =>
  [...readFileSync(path, "utf8").matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);

/** What the comments promise: one after each console.log, or lines of their own. */
function promised(code: string): string[] {
  return code
    .split("\n")
    .filter((line) => /console\.log\(.*\/\/ |^\/\/ /.test(line))
    .map((line) => line.slice(line.lastIndexOf("// ") + 3));
}

describe.each([
  ["README.md", 6],
  ["docs/theory.md", 12],
] as const)("%s", (path, count) => {
  const examples = examplesOf(path);

  it(`has ${count} examples`, () => {
    expect(examples.length).toBe(count);
  });

  it.each(examples.map((code, k) => [k + 1, code] as const))(
    "example %i prints what it says",
    (_, code) => {
      const output = execFileSync(process.execPath, ["--input-type=module", "-e", code], {
        encoding: "utf8",
      });
      expect(promised(code).length).toBeGreaterThan(0);
      expect(output.trimEnd().split("\n")).toEqual(promised(code));
    },
  );
});
