/** A queue, workers that are processes of their own, and a folder that they share; new for every test. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Queue } from "bullmq";
import { afterEach, beforeEach } from "vitest";
import { type SubmitOptions, submitScore } from "wasmstein/bullmq";
import { Redis } from "./redis";
import { COMMAND } from "./wasmstein-command";

/** A command that runs beside the test. */
export interface Running {
  readonly process: ChildProcess;
  /** its exit code, or the signal that ended it */
  readonly ended: Promise<number | string>;
  stdout: string;
  stderr: string;
}

export class Farm {
  redis!: Redis;
  queue!: Queue;
  folder = "";
  #running: Running[] = [];

  /** The path of a file in the shared folder. */
  at(...names: string[]): string {
    return join(this.folder, ...names);
  }

  run(...args: string[]): Running {
    const child = spawn(process.execPath, [COMMAND, ...args], { cwd: this.folder });
    const ended = once(child, "close").then(([code, signal]) => code ?? signal);
    const running: Running = { process: child, ended, stdout: "", stderr: "" };
    child.stdout.on("data", (text) => {
      running.stdout += text;
    });
    child.stderr.on("data", (text) => {
      running.stderr += text;
    });
    this.#running.push(running);
    return running;
  }

  /** Of two flags of one name the later counts. */
  worker(...flags: string[]): Running {
    const options = ["--threads", "1", "--lock-duration", "10000", ...flags];
    return this.run("worker", "--redis", this.redis.url, "--root", this.folder, ...options);
  }

  submit(options: Partial<SubmitOptions>) {
    const given = { connection: this.redis.url, root: this.folder, input: "pairs.parquet" };
    const spec = { p: "a", q: "b", measures: ["kl", "js"] } as const;
    return submitScore({ ...given, output: "scores", spec, rowsPerJob: 200, ...options });
  }

  /** Every file of an output folder, hidden ones too, and the hash of its bytes. */
  hashes(output = "scores"): Record<string, string> {
    const names = readdirSync(this.at(output)).sort();
    return Object.fromEntries(names.map((name) => [name, sha256(this.at(output, name))]));
  }

  async open(): Promise<void> {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), "wasmstein-farm-")));
    this.redis = await Redis.start();
    this.queue = new Queue("wasmstein-score", { connection: { url: this.redis.url } });
    this.queue.on("error", () => {}); // it is away in some tests
  }

  async close(): Promise<void> {
    for (const { process } of this.#running) process.kill("SIGKILL");
    await Promise.all(this.#running.map(({ ended }) => ended));
    this.#running = [];
    await this.queue.getBackend().close(true);
    await this.redis.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function scoreFarm(): Farm {
  const farm = new Farm();
  beforeEach(() => farm.open());
  afterEach(() => farm.close());
  return farm;
}

export function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** SQL that makes rows with two histograms of 64 bins, and other columns that pass through. */
export function pairs(rows: number): string {
  const bins = (seed: number) =>
    `list_transform(range(64), lambda k: (hash(row * 64 + k + ${seed}) % 100)::DOUBLE)`;
  return `SELECT row AS id, 'row ' || row AS name, ${bins(0)} AS a, ${bins(7_000_000)} AS b
    FROM range(${rows}) AS t(row)`;
}
