/** The examples of README and theory print what these say they print. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const examplesOf = (path: string, language = "js") =>
  [...readFileSync(path, "utf8").matchAll(/```(\w+)\n([\s\S]*?)```/g)]
    .filter(([, of]) => of === language)
    .map(([, , code]) => code);

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

/** What tsc says of a module that imports the built package. */
function complaintsAbout(code: string): string[] {
  const file = join(process.cwd(), "example.ts");
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.readFile = (path) => (path === file ? code : readFile(path));
  host.getSourceFile = (path, languageVersion, ...rest) =>
    path === file
      ? ts.createSourceFile(path, code, languageVersion)
      : getSourceFile(path, languageVersion, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("README.md in TypeScript", () => {
  const [code, ...more] = examplesOf("README.md", "ts");

  it("fits the types of the package", () => {
    expect(more).toEqual([]);
    expect(complaintsAbout(code)).toEqual([]);
    expect(complaintsAbout(code.replace("shape:", "shap:"))).not.toEqual([]);
  });
});
