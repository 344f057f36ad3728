/** wasmstein/bullmq: what is in the queue is checked before it is used. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { beforeEach, expect, it } from "vitest";
import { type Job, jobId } from "../../../src/bullmq/job";
import { database } from "../../support/duckdb";
import { describeWithRedis, until } from "../../support/redis";
import { pairs, scoreFarm } from "../../support/score-farm";

describeWithRedis("wasmstein/bullmq: payloads", () => {
  const { rows } = database();
  const farm = scoreFarm();

  beforeEach(async () => {
    mkdirSync(farm.at("root"));
    mkdirSync(farm.at("outside"));
    await rows(`COPY (${pairs(300)}) TO '${farm.at("root", "pairs.parquet")}' (FORMAT parquet)`);
    await rows(`COPY (${pairs(10)}) TO '${farm.at("outside", "pairs.parquet")}' (FORMAT parquet)`);
    symlinkSync(farm.at("outside"), farm.at("root", "way-out"));
  });

  /** A payload as submitScore makes them, to be spoilt. */
  async function honest(): Promise<Job> {
    await farm.submit({ root: farm.at("root") });
    const [job] = await farm.queue.getJobs(["waiting"]);
    await farm.queue.drain();
    return { ...job.data, part: 0 };
  }

  /** Puts payloads into the queue, with the ids that are theirs; answers why each has failed. */
  async function failures(payloads: readonly unknown[]): Promise<string[]> {
    const ids = payloads.map((payload, k) => idOf(payload) ?? `nonsense-${k}`);
    for (const [k, payload] of payloads.entries()) {
      const options = { jobId: ids[k], attempts: 5, backoff: { type: "exponential", delay: 1000 } };
      await farm.queue.add("part", payload, options);
    }
    farm.worker("--root", farm.at("root"));
    await until("all have failed", async () => (await farm.queue.getFailedCount()) === ids.length);
    const jobs = await Promise.all(ids.map((id) => farm.queue.getJob(id)));
    for (const job of jobs) expect(job?.attemptsMade).toBe(1);
    return jobs.map((job) => String(job?.failedReason));
  }

  it("that lead out of the root fail at once and touch nothing", async () => {
    const { run } = await honest();
    const ways = [
      { input: "../outside/pairs.parquet" },
      { input: farm.at("root", "pairs.parquet") },
      { input: "way-out/pairs.parquet" },
      { output: "../outside" },
      { output: "scores/../../outside/scores" },
      { output: farm.at("outside") },
      { output: "way-out" },
      { output: "way-out/scores" },
      { cost: { file: "../outside/cost.csv", sha256: "0" } },
      { cost: { file: "way-out/cost.csv", sha256: "1" } },
    ];
    writeFileSync(farm.at("outside", "cost.csv"), "0\n");
    const spec = { ...run.spec, measures: ["emd"] };
    const runs = ways.map((way) => ({ ...run, ...(way.cost && { spec }), ...way }));
    const parts = runs.map((run) => ({ run, part: 0 }));
    const manifests = runs.filter(({ cost }) => !cost).map((run) => ({ run }));
    for (const reason of await failures([...parts, ...manifests])) {
      expect(reason).toMatch(
        /^(part 0: )?"[^"]+" leads out of the root, expected a path below it$/,
      );
    }
    expect(readdirSync(farm.at("outside")).sort()).toEqual(["cost.csv", "pairs.parquet"]);
    expect(readdirSync(farm.folder).sort()).toEqual(["outside", "root"]);
    expect(existsSync(farm.at("root", "scores", "part-000000.parquet"))).toBe(false);
  });

  it("that are no jobs fail at once and say why", async () => {
    const { run } = await honest();
    const proto = JSON.parse(`{"__proto__": {"run": ${JSON.stringify(run)}}, "part": 0}`);
    const cases: [unknown, RegExp][] = [
      [7, /^score job: job is 7, expected an object$/],
      [[], /run is undefined, expected an object$/],
      [{ run: null }, /run is null, expected an object$/],
      [proto, /run is undefined, expected an object$/],
      [{ run: { ...run, input: 5 }, part: 0 }, /input is 5, expected a text$/],
      [{ run: { ...run, output: "" }, part: 0 }, /output is "", expected a text$/],
      [{ run: { ...run, rows: 1.5 }, part: 0 }, /rows is 1.5, expected a whole number ≥ 0$/],
      [{ run: { ...run, rows: "300" }, part: 0 }, /rows is "300", expected a number$/],
      [
        { run: { ...run, rows: 1e15, rowsPerJob: 1 } },
        /^part 0: it does not exist and is not in the queue/,
      ],
      [
        { run: { ...run, rowsPerJob: 0 }, part: 0 },
        /rowsPerJob is 0, expected a whole number ≥ 1$/,
      ],
      [{ run, part: 2 }, /part is 2, expected a whole number below 2$/],
      [{ run, part: -1 }, /part is -1, expected a whole number below 2$/],
      [{ run, part: "0" }, /part is "0", expected a number$/],
      [
        { run: { ...run, onBadRow: "toString" }, part: 0 },
        /onBadRow is "toString", expected one of/,
      ],
      [{ run: { ...run, spec: null }, part: 0 }, /spec is null, expected an object$/],
      [
        { run: { ...run, spec: { ...run.spec, measures: ["__proto__"] } }, part: 0 },
        /measure is "__proto__", expected one of/,
      ],
      [
        { run: { ...run, spec: { ...run.spec, measures: { length: 1, 0: "kl" } } }, part: 0 },
        /measures is not iterable|measures is Object/,
      ],
      [
        { run: { ...run, spec: { ...run.spec, cost: { length: 1e12 } } }, part: 0 },
        /spec\.cost is Object, expected a cost in a file of its own$/,
      ],
    ];
    const reasons = await failures(cases.map(([payload]) => payload));
    for (const [k, [, message]] of cases.entries()) expect(reasons[k]).toMatch(message);
    expect(readdirSync(farm.at("root")).sort()).toEqual(["pairs.parquet", "way-out"]);
  });

  it("under an id that is not theirs fail: other versions make other bytes", async () => {
    const { run } = await honest();
    await farm.queue.add("part", { run, part: 0 }, { jobId: "another-0", attempts: 5 });
    farm.worker("--root", farm.at("root"));
    await until("it has failed", async () => (await farm.queue.getFailedCount()) === 1);
    const job = await farm.queue.getJob("another-0");
    expect(job?.failedReason).toMatch(
      /^the id another-0 is not that of the work; was it submitted/,
    );
  });

  it("carry paths and row ranges, no data", async () => {
    writeFileSync(farm.at("root", "cost.csv"), costOf(64, 1));
    const spec = { p: "a", q: "b", measures: ["emd"] } as const;
    await farm.submit({ root: farm.at("root"), spec, cost: "cost.csv" });
    const jobs = await farm.queue.getJobs(["waiting"]);
    expect(jobs).toHaveLength(3);
    for (const { data } of jobs) expect(JSON.stringify(data).length).toBeLessThan(500);
  });

  it("carry an infinite order, which JSON cannot", async () => {
    const spec = { p: "a", q: "b", measures: ["wasserstein"], order: Infinity } as const;
    farm.worker("--root", farm.at("root"));
    await (await farm.submit({ root: farm.at("root"), spec })).finished();
    const flags = ["--p", "a", "--q", "b", "--measures", "wasserstein", "--order", "Infinity"];
    await farm.run("score", "root/pairs.parquet", ...flags, "-o", "whole.parquet").ended;
    const parts = `read_parquet('${farm.at("root", "scores")}/part-*.parquet')`;
    const whole = `read_parquet('${farm.at("whole.parquet")}')`;
    const same = "count(*) FILTER (parts.wasserstein = whole.wasserstein)";
    const compared = `SELECT ${same} FROM ${parts} AS parts POSITIONAL JOIN ${whole} AS whole`;
    expect(await rows(compared)).toEqual([["300"]]);
  });

  it("of an input that has changed since fail the run at once", async () => {
    const submission = await farm.submit({ root: farm.at("root") });
    utimesSync(farm.at("root", "pairs.parquet"), new Date(), new Date());
    farm.worker("--root", farm.at("root"));
    await expect(submission.finished()).rejects.toThrow(
      /^the run failed: part \d: pairs\.parquet has changed since it was submitted; submit it again$/,
    );
    const again = await farm.submit({ root: farm.at("root") });
    expect(again.id).not.toBe(submission.id);
    expect((await again.finished()).rows).toBe(300);
  });

  it("of a cost that has changed since fail the run at once", async () => {
    writeFileSync(farm.at("root", "cost.csv"), costOf(64, 1));
    const spec = { p: "a", q: "b", measures: ["emd"] } as const;
    const submit = () => farm.submit({ root: farm.at("root"), spec, cost: "cost.csv" });
    const submission = await submit();
    writeFileSync(farm.at("root", "cost.csv"), costOf(64, 2));
    farm.worker("--root", farm.at("root"));
    await expect(submission.finished()).rejects.toThrow(
      /^the run failed: part \d: cost\.csv has changed since it was submitted; submit it again$/,
    );
    const again = await submit();
    expect(again.id).not.toBe(submission.id);
    expect((await again.finished()).rows).toBe(300);
  });

  it("that submitScore refuses never get there", async () => {
    const refused = (options: Parameters<typeof farm.submit>[0]) =>
      expect(farm.submit({ root: farm.at("root"), ...options })).rejects;
    await refused({ input: "../outside/pairs.parquet" }).toThrow(/leads out of the root/);
    await refused({ output: "way-out/scores" }).toThrow(/leads out of the root/);
    await refused({ input: "*.parquet" }).toThrow(/which DuckDB takes for a pattern/);
    await refused({ rowsPerJob: 0 }).toThrow(/rowsPerJob is 0, expected a whole number ≥ 1/);
    await refused({ maxWaiting: 0 }).toThrow(/maxWaiting is 0, expected a whole number ≥ 1/);
    await refused({ queue: "a:b" }).toThrow(/queue is "a:b", expected a name without ":"/);
    const cost = [0];
    await refused({ spec: { p: "a", q: "b", measures: ["emd"], cost } as never }).toThrow(
      /spec\.cost is an array of 1, expected a cost in a file of its own$/,
    );
    await refused({ spec: { p: "a", q: "b", measures: ["emd"] }, cost: "cost.png" }).toThrow(
      /^cost\.png: expected a name that ends in \.npy, \.csv, \.tsv, \.txt$/,
    );
    await refused({ connection: "" }).toThrow(/connection is "", expected a URL such as redis:/);
    expect(await farm.queue.getJobCountByTypes()).toBe(0);
  });
});

function idOf(payload: unknown): string | undefined {
  try {
    return jobId(payload as Job);
  } catch {
    return undefined;
  }
}

function costOf(bins: number, scale: number): string {
  const line = (row: number) =>
    Array.from({ length: bins }, (_, k) => scale * Math.abs(row - k)).join(",");
  return `${Array.from({ length: bins }, (_, row) => line(row)).join("\n")}\n`;
}
