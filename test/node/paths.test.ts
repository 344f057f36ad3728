/**
 * A path that the docs or a comment name exists. Checked are words that end like a source file of this tree. A
 * path with a folder is looked up from the root, from src/, assembly/ and from the file that names it; a bare name
 * may stand in any folder. Left out: what is built (dist/, build/), patterns with a `*`, and
 * code examples, whose files are a user's.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
});
const tracked = listed.split("\n").filter((path) => path !== "" && existsSync(join(root, path)));
const names = new Set(tracked.map((path) => basename(path)));

const PATH =
  /(?<![\w./@*-])((?:\.{1,2}\/)*(?:[\w.-]+\/)*[\w-][\w.-]*\.(?:d\.ts|ts|mjs|css|html|md))(?![\w*/])/g;
/** A folder in back-ticks. */
const FOLDER = /`((?:[\w.-]+\/)+)`/g;
/** Files of other projects, named as sources. */
const ELSEWHERE = [
  "lz4_Block_format.md",
  "src/ops/losses/softmax_cross_entropy_test.ts",
  "sigmoid_cross_entropy_test.ts",
];
const BUILT = /^(?:\.\/)?(?:dist|build|node_modules)\//;

/** The lines of a file that are prose: all of Markdown outside of code blocks, the comments of code. */
function proseOf(path: string): [line: number, text: string][] {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  const numbered = lines.map((text, k): [number, string] => [k + 1, text]);
  if (!path.endsWith(".md")) {
    return numbered.filter(([, text]) => /^\s*(\/\/|\/?\*)|\s\/\/ /.test(text));
  }
  let code = false;
  return numbered.filter(([, text]) => {
    if (/^\s*```(?!$)/.test(text) || (code && /^\s*```$/.test(text))) {
      code = !code;
      return false;
    }
    return !code;
  });
}

function exists(from: string, path: string): boolean {
  if (BUILT.test(path) || ELSEWHERE.includes(path)) return true;
  if (!path.includes("/")) return names.has(path);
  const bases = ["", "src", "assembly", "site", "test", "assembly/transport", dirname(from)];
  const found = bases.map((base) => join(base, path));
  return path.endsWith("/")
    ? tracked.some((file) => found.some((folder) => file.startsWith(folder)))
    : tracked.some((file) => found.includes(file));
}

const FILES = tracked.filter(
  (path) =>
    /^(README\.md|docs\/.*\.md)$/.test(path) ||
    /^(src|assembly|bench|scripts|site|test|examples)\/.*\.(ts|mjs)$/.test(path),
);

it("every path that docs and comments name exists", () => {
  const named: string[] = [];
  const absent: string[] = [];
  for (const file of FILES) {
    for (const [line, text] of proseOf(file)) {
      for (const [, path] of [...text.matchAll(PATH), ...text.matchAll(FOLDER)]) {
        named.push(path);
        if (!exists(file, path)) absent.push(`${file}:${line} names ${path}`);
      }
    }
  }
  expect(named.length).toBeGreaterThan(100);
  expect(absent).toEqual([]);
});
