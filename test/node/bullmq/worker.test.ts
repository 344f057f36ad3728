/** wasmstein/bullmq: how workers begin, go on and end. */
import { existsSync, renameSync } from "node:fs";
import { beforeEach, expect, it } from "vitest";
import { createScoreWorker } from "wasmstein/bullmq";
import { database } from "../../support/duckdb";
import { describeWithRedis, until } from "../../support/redis";
import { pairs, scoreFarm } from "../../support/score-farm";

describeWithRedis("wasmstein/bullmq: workers", () => {
  const { rows } = database();
  const farm = scoreFarm();

  const make = (count: number) =>
    rows(`COPY (${pairs(count)}) TO '${farm.at("pairs.parquet")}' (FORMAT parquet)`);
  beforeEach(() => make(600));

  /** One job of some seconds. */
  async function submitLongJob() {
    await make(12_000);
    const grid = { shape: [8, 8], metric: "euclidean" } as const;
    const spec = { p: "a", q: "b", measures: ["emd"], grid } as const;
    const submission = await farm.submit({ spec, rowsPerJob: 12_000 });
    const job = async () => farm.queue.getJob(`${submission.id}-0`);
    const isActive = async () => (await (await job())?.getState()) === "active";
    return { submission, job, isActive };
  }

  it("give their job back on Ctrl-C, and end with 130", async () => {
    const { submission, job, isActive } = await submitLongJob();
    const worker = farm.worker();
    await until("the job is under way", isActive);
    worker.process.kill("SIGINT");
    expect(await worker.ended).toBe(130);
    expect(await (await job())?.getState()).toBe("waiting");
    expect(existsSync(farm.at("scores", "part-000000.parquet"))).toBe(false);
    farm.worker();
    await submission.finished();
    expect(await job()).toMatchObject({ attemptsMade: 1, attemptsStarted: 2, stalledCounter: 0 });
  });

  it("renew the lock of a job that takes longer, so that it is done once", async () => {
    const { submission, job } = await submitLongJob();
    const errors = [farm.worker("--lock-duration", "1500"), farm.worker("--lock-duration", "1500")];
    await submission.finished();
    const done = await job();
    expect(done).toMatchObject({ attemptsMade: 1, attemptsStarted: 1, stalledCounter: 0 });
    expect(Number(done?.finishedOn) - Number(done?.processedOn)).toBeGreaterThan(1500);
    for (const { stderr } of errors) expect(stderr).not.toContain("error");
  });

  it("try a job again, after pauses that grow, when its files are not there", async () => {
    const submission = await farm.submit({ rowsPerJob: 600 });
    renameSync(farm.at("pairs.parquet"), farm.at("away.parquet"));
    const worker = farm.worker();
    const job = () => farm.queue.getJob(`${submission.id}-0`);
    const hasFailed = (times: number) => async () =>
      Number((await job())?.attemptsMade) >= times && (await (await job())?.isDelayed()) === true;
    await until("it has failed once", hasFailed(1));
    expect((await job())?.delay).toBe(1000);
    await until("it has failed twice", hasFailed(2));
    expect((await job())?.delay).toBe(2000);
    expect(worker.stderr).toMatch(/failed \w+-0: ENOENT/);
    renameSync(farm.at("away.parquet"), farm.at("pairs.parquet"));
    expect((await submission.finished()).rows).toBe(600);
    expect(await farm.queue.getFailedCount()).toBe(0);
  });

  it("do two jobs at a time, from a queue of another name", async () => {
    const submission = await farm.submit({ queue: "mine", rowsPerJob: 100 });
    const worker = farm.worker("--queue", "mine", "--concurrency", "2", "--memory", "256MB");
    expect((await submission.finished()).parts).toHaveLength(6);
    worker.process.kill("SIGTERM");
    expect(await worker.ended).toBe(130);
    expect(await farm.queue.getJobCountByTypes()).toBe(0);
  });

  it("tell of Redis that is not there, begin when it is, and end without it", async () => {
    const submission = await farm.submit({});
    await farm.redis.pause();
    const worker = farm.worker();
    await until("it tells", () => /error .*ECONNREFUSED/.test(worker.stderr));
    await farm.redis.resume();
    await submission.finished();
    await farm.redis.pause();
    const never = farm.worker();
    await until("it tells", () => /error .*ECONNREFUSED/.test(never.stderr));
    worker.process.kill("SIGINT");
    never.process.kill("SIGINT");
    expect(await Promise.all([worker.ended, never.ended])).toEqual([130, 130]);
  });

  it("of createScoreWorker tell what happens, and close", async () => {
    const events: string[] = [];
    const submission = await farm.submit({});
    const worker = createScoreWorker({
      connection: { url: farm.redis.url },
      root: farm.folder,
      threads: 1,
      onEvent: (event, detail) => events.push(`${event} ${detail}`),
    });
    await submission.finished();
    await until("all is told", () => events.length >= 4);
    await worker.close();
    const names = ["0", "1", "2", "manifest"].map((end) => `completed ${submission.id}-${end}`);
    expect(events.sort()).toEqual(names);
  });

  it("refuse options that cannot be", async () => {
    const create = (options: object) => () =>
      createScoreWorker({ connection: farm.redis.url, root: farm.folder, ...options });
    expect(create({ root: farm.at("none") })).toThrow(
      /root is ".*none", expected an existing folder/,
    );
    expect(create({ root: farm.at("pairs.parquet") })).toThrow(/expected an existing folder/);
    expect(create({ queue: "a:b" })).toThrow(/queue is "a:b", expected a name without ":"/);
    expect(create({ connection: undefined })).toThrow(/connection is undefined, expected a URL/);
    expect(create({ concurrency: 0 })).toThrow(/concurrency is 0, expected a whole number ≥ 1/);
    expect(create({ lockDuration: 0.5 })).toThrow(/lockDuration is 0.5, expected a whole number ≥/);
    const wrong = farm.run("worker", "--redis", farm.redis.url, "--root", "none");
    expect(await wrong.ended).toBe(1);
    expect(wrong.stderr).toMatch(
      /^wasmstein: createScoreWorker: root is "none", expected an existing folder/,
    );
  });
});
