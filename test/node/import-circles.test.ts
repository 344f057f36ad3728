/** No file imports itself by way of others, types included: every file can be read after those it imports. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The files of `folder` by path from the root, with the paths that each imports. */
function importsIn(folder: string): Map<string, string[]> {
  const imports = new Map<string, string[]>();
  for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
    if (!entry.endsWith(".ts") || entry.includes("node_modules")) continue;
    const path = join(folder, entry);
    const text = readFileSync(join(root, path), "utf8");
    const specifiers = text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*"(\.[^"]+)"/gm);
    imports.set(path, [...new Set([...specifiers].flatMap(([, to]) => resolved(path, to)))].sort());
  }
  return imports;
}

/** Files that are not TypeScript, such as the binary, import nothing. */
function resolved(from: string, specifier: string): string[] {
  const target = join(root, dirname(from), specifier);
  const candidates = [target, `${target}.ts`, target.replace(/\.js$/, ".ts")];
  const file = candidates.find((path) => path.endsWith(".ts") && existsSync(path));
  return file === undefined ? [] : [relative(root, file)];
}

/** Every circle that a depth-first walk closes, as "a → b → a", from its first file by name. */
function circlesIn(imports: Map<string, string[]>): string[] {
  const circles = new Set<string>();
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string) => {
    const at = path.indexOf(file);
    if (at >= 0) circles.add(named(path.slice(at)));
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const next of imports.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of [...imports.keys()].sort()) visit(file);
  return [...circles].sort();
}

function named(circle: string[]): string {
  const first = circle.indexOf([...circle].sort()[0]);
  const turned = [...circle.slice(first), ...circle.slice(0, first)];
  return [...turned, turned[0]].join(" → ");
}

test.each(["assembly", "src", "site"])("no file of %s is in a circle of imports", (folder) => {
  const imports = importsIn(folder);
  expect(imports.size).toBeGreaterThan(10);
  expect([...imports.values()].flat().length).toBeGreaterThan(10);
  expect(circlesIn(imports)).toEqual([]);
});

test("a circle is found and named", () => {
  const imports = new Map([
    ["b.ts", ["c.ts"]],
    ["c.ts", ["a.ts"]],
    ["a.ts", ["b.ts", "d.ts"]],
    ["d.ts", []],
  ]);
  expect(circlesIn(imports)).toEqual(["a.ts → b.ts → c.ts → a.ts"]);
});
