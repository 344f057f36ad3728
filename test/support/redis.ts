/** A redis-server for one suite, on a free port and in a folder of its own. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

/** As describe; without redis-server it fails in CI, and is skipped loudly elsewhere. */
export function describeWithRedis(name: string, suite: () => void): void {
  if (hasRedis) describe(name, suite);
  else if (process.env.CI) {
    it(`${name}: redis-server is there`, () => {
      expect.fail("redis-server is missing; apt-get install redis-server");
    });
  } else {
    console.warn(`\n!!! NOT TESTED: ${name}. redis-server is missing; install it to test this.\n`);
    describe.skip(name, suite);
  }
}

export class Redis {
  readonly #folder = mkdtempSync(join(tmpdir(), "wasmstein-redis-"));
  readonly #port: number;
  #process: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
  }

  static async start(): Promise<Redis> {
    const redis = new Redis(await freePort());
    await redis.#launch();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  /** Stops the server; what it knows stays on disk. */
  async pause(): Promise<void> {
    if (this.#process?.exitCode !== null) return;
    this.#process.kill("SIGTERM");
    await once(this.#process, "exit");
  }

  /** Starts it again where it was. */
  async resume({ empty = false } = {}): Promise<void> {
    if (empty) rmSync(join(this.#folder, "appendonlydir"), { recursive: true, force: true });
    if (empty) rmSync(join(this.#folder, "dump.rdb"), { force: true });
    await this.#launch();
  }

  async stop(): Promise<void> {
    await this.pause();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #launch(): Promise<void> {
    const args = ["--port", String(this.#port), "--bind", "127.0.0.1", "--dir", this.#folder];
    const durable = ["--appendonly", "yes", "--appendfsync", "always"];
    const server = spawn("redis-server", [...args, ...durable], { stdio: "pipe" });
    this.#process = server;
    let log = "";
    server.stdout.on("data", (text) => {
      log += text;
    });
    await until(`redis-server accepts connections: ${log}`, () => {
      if (server.exitCode !== null) throw new Error(`redis-server has ended: ${log}`);
      return log.includes("Ready to accept connections");
    });
  }
}

/** Waits for a condition, however slow the machine is. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within a minute: ${what}`);
    await sleep(5);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("there is no free port");
}
