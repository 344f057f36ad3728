/** wasmstein score: how it ends, and what it leaves behind. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyTo } from "../../../src/duckdb/files";
import { database } from "../../support/duckdb";
import { COMMAND, workFolder } from "../../support/wasmstein-command";

const { folder, at, write, filter, wasmstein } = workFolder();
const db = database();

const COLUMNS = ["--p", "p", "--q", "q", "--measures", "kl"];
const row = `{"p":[1,2],"q":[1,2],"words":"${"x".repeat(1000)}"}\n`;
const hidden = () => readdirSync(folder).filter((name) => name.startsWith("."));

function start(...args: string[]) {
  const child = spawn(process.execPath, [COMMAND, "score", ...args], { cwd: folder });
  child.stdin.on("error", () => {}); // it may end before it has read everything
  return child;
}
type Command = ReturnType<typeof start>;

/** Rows, as fast as they are taken. */
function feed({ stdin }: Command): void {
  while (stdin.write(row.repeat(64)));
  stdin.once("drain", () => feed({ stdin } as Command));
}

async function codeOf(child: Command): Promise<number | null> {
  const [code] = await once(child, "exit");
  return code;
}

/** Waits until something of the kind is in the folder. */
async function untilHidden(): Promise<void> {
  while (hidden().length === 0) await new Promise((done) => setTimeout(done, 10));
}

const peakOf = ({ pid }: Command) =>
  Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;

describe("wasmstein score ends with 130 on Ctrl-C", () => {
  it("while stdin says nothing, and leaves the old output", async () => {
    write("old.ndjson", "old");
    const child = start("-", ...COLUMNS, "-o", "old.ndjson");
    child.stdin.write(row);
    await untilHidden();
    child.kill("SIGINT");
    expect(await codeOf(child)).toBe(130);
    expect(hidden()).toEqual([]);
    expect(readFileSync(at("old.ndjson"), "utf8")).toBe("old");
  });

  it("while nobody reads stdout", async () => {
    const child = start("-", ...COLUMNS);
    feed(child);
    await once(child.stdout, "readable");
    child.kill("SIGINT");
    expect(await codeOf(child)).toBe(130);
  });

  it("in the middle of a file, and leaves the old output", async () => {
    const sql = `SELECT list_transform(range(256), x -> (x * i) % 17 + 1) AS p, p AS q
      FROM range(40_000) t(i)`;
    await copyTo(db.connection, sql, at("slow.parquet"));
    write("old.csv", "old");
    const args = ["--p", "p", "--q", "q", "--measures", "emd", "--grid", "16x16"];
    const child = start("slow.parquet", ...args, "-o", "old.csv");
    setTimeout(() => child.kill("SIGINT"), 1500);
    expect(await codeOf(child)).toBe(130);
    expect(hidden()).toEqual([]);
    expect(readFileSync(at("old.csv"), "utf8")).toBe("old");
  });
});

describe("wasmstein score", () => {
  it("ends with 0 when its reader has enough", async () => {
    const child = start("-", ...COLUMNS);
    feed(child);
    await once(child.stdout, "data");
    child.stdout.destroy();
    expect(await codeOf(child)).toBe(0);
  });

  it.runIf(process.platform === "linux")("waits for a slow reader in bounded memory", async () => {
    const child = start("-", ...COLUMNS);
    feed(child);
    const received = new Promise<void>((done) => {
      let bytes = 0;
      child.stdout.on("data", (data: Buffer) => {
        bytes += data.length;
        if (bytes > 30e6) done();
        child.stdout.pause();
        setTimeout(() => child.stdout.resume(), 1);
      });
    });
    await received;
    expect(peakOf(child)).toBeLessThan(400e6);
    child.kill("SIGKILL");
  });

  it.runIf(process.platform === "linux")("reads a long stream in bounded memory", async () => {
    const child = start("-", ...COLUMNS, "--workers", "2");
    const list = Array.from({ length: 64 }, (_, k) => Math.sqrt(k + 1));
    const block = `${JSON.stringify({ p: list, q: list })}\n`.repeat(100);
    child.stdout.resume();
    let peak = 0;
    for (let bytes = 0; bytes < 150e6; bytes += block.length) {
      if (!child.stdin.write(block)) await once(child.stdin, "drain");
    }
    peak = peakOf(child);
    child.stdin.end();
    expect(await codeOf(child)).toBe(0);
    expect(peak).toBeLessThan(400e6);
  });

  it.runIf(process.platform === "linux")("ends with 1 when the disk is full", () => {
    const command = `echo '${row.trim()}' | "$0" "$@" > /dev/full`;
    const args = ["-c", command, process.execPath, COMMAND, "score", "-", ...COLUMNS];
    const { status, stderr } = spawnSync("sh", args, { encoding: "utf8" });
    expect(stderr).toMatch(/^wasmstein: ENOSPC: no space left on device, write\n$/);
    expect(status).toBe(1);
  });

  it("says nothing with --quiet", () => {
    expect(filter(row, "score", "-", ...COLUMNS, "--quiet").stderr).toBe("");
  });

  it("needs no DuckDB for lines, and says what to install for files", () => {
    mkdirSync(at("bare"));
    cpSync(join(COMMAND, ".."), at("bare/dist"), { recursive: true });
    write("bare/package.json", '{"type":"module"}');
    const run = (...args: string[]) => {
      const command = [at("bare/dist/cli.js"), "score", ...args, ...COLUMNS];
      return spawnSync(process.execPath, command, { input: row, encoding: "utf8" });
    };
    expect(JSON.parse(run("-").stdout).kl).toBe(0);
    const { status, stderr } = run("a.parquet", "-o", "b.parquet");
    expect(stderr).toMatch(
      /^wasmstein: .* needs @duckdb\/node-api, .*: npm install @duckdb\/node-/,
    );
    expect(status).toBe(1);
  });
});

describe("wasmstein score ends with 1, says why, and leaves nothing", () => {
  it.each([
    ["there is no such file", ["none.parquet", "out.csv"], /No files found .*none\.parquet/],
    ["there is no such folder", ["some.csv", "none/out.csv"], /ENOENT: .*'none'/],
    ["there is no such folder for lines", ["-", "none/out.ndjson"], /^wasmstein: ENOENT: .*'none'/],
    ["the output is a folder", ["some.csv", "folder.csv"], /EISDIR|ENOTEMPTY|directory/],
    [
      "a column does not exist",
      ["some.csv", "o.csv", "--p", "r"],
      /has no column "r", but p, q, KL/,
    ],
    [
      "a column holds no lists",
      ["some.csv", "o.csv", "--q", "KL"],
      /"KL" is BIGINT, expected lists/,
    ],
    [
      "the memory is no size",
      ["some.csv", "o.csv", "--memory", "lots"],
      /Memory must have a number \(e\.g\. 1GB\)/,
    ],
    ["a result's name is taken", ["some.csv", "o.csv"], /some\.csv has a column "kl" already/],
  ])("when %s", (_, [input, output, ...more], message) => {
    write("some.csv", 'p,q,KL\n"[1, 2]","[1, 2]",7\n');
    mkdirSync(at("folder.csv"), { recursive: true });
    const measures = message.source.includes("already") ? [] : ["--measures", "js"];
    const args = ["score", input, ...COLUMNS, "-o", output, ...more, ...measures];
    const { code, stderr } = input === "-" ? filter(row, ...args) : wasmstein(...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
    expect(hidden()).toEqual([]);
  });
});
