/**
 * Every public function has an example in its docstring that does what it says: on each line with a comment, the
 * expression has the value in the comment.
 */
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as wasmstein from "wasmstein";

interface Documented {
  readonly name: string;
  readonly isFunction: boolean;
  readonly example: string | undefined;
}

/** What the entry exports, with the first example of its docstring. */
function exportsOf(entry: string): Documented[] {
  const program = ts.createProgram([entry], { noEmit: true, allowImportingTsExtensions: true });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry) as ts.SourceFile);
  return checker.getExportsOfModule(module as ts.Symbol).map((exported) => {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
    const tag = symbol.getJsDocTags(checker).find(({ name }) => name === "example");
    return {
      name: exported.name,
      isFunction: (symbol.flags & ts.SymbolFlags.Function) !== 0,
      example: tag && ts.displayPartsToString(tag.text),
    };
  });
}

const documented = exportsOf(fileURLToPath(new URL("../../src/index.ts", import.meta.url)));
const functions = documented.filter(({ isFunction }) => isFunction);

/** The value of each line that promises one, beside what it promises. */
async function run(example: string): Promise<{ values: unknown[]; promised: unknown[] }> {
  const lines = example.split("\n").map((line) => {
    const [, code, value] = line.match(/^(.*); \/\/ (.*)$/) ?? [];
    return code === undefined ? line : `__push(${code}, ${value});`;
  });
  const values: unknown[] = [];
  const promised: unknown[] = [];
  const push = (value: unknown, promise: unknown) => {
    values.push(ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value);
    promised.push(promise);
  };
  const body = `return (async () => { ${lines.join("\n")} })();`;
  await new Function("__push", ...Object.keys(wasmstein), body)(push, ...Object.values(wasmstein));
  return { values, promised };
}

describe("the example in the docstring of", () => {
  it.each(functions)("$name gives what it says", async ({ example }) => {
    const { values, promised } = await run(example ?? "");
    expect(promised.length).toBeGreaterThan(0);
    expect(values).toEqual(promised);
  });

  it("TransportResult gives what it says", async () => {
    const { example } = documented.find(({ name }) => name === "TransportResult") as Documented;
    const { values, promised } = await run(example as string);
    expect(promised.length).toBe(2);
    expect(values).toEqual(promised);
  });

  it("is looked for in every function that the package exports", () => {
    const isOwn = (value: unknown) => typeof value === "function" && !/^class /.test(String(value));
    const exported = Object.entries(wasmstein).filter(([, value]) => isOwn(value));
    expect(functions.map(({ name }) => name).sort()).toEqual(exported.map(([name]) => name).sort());
  });
});
