/** The README's examples print what the README says they print. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const readme = readFileSync("README.md", "utf8");
const examples = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);

/** What the comments promise: one after each console.log, or lines of their own. */
function promised(code: string): string[] {
  return code
    .split("\n")
    .filter((line) => /console\.log\(.*\/\/ |^\/\/ /.test(line))
    .map((line) => line.slice(line.lastIndexOf("// ") + 3));
}

describe("the README", () => {
  it("has six examples", () => {
    expect(examples.length).toBe(6);
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
