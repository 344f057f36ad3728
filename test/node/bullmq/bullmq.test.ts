/** wasmstein/bullmq: whatever happens to workers and to Redis, the same bytes. */
import { copyFileSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { database } from "../../support/duckdb";
import { describeWithRedis, until } from "../../support/redis";
import { pairs, scoreFarm, sha256 } from "../../support/score-farm";

describeWithRedis("wasmstein/bullmq: the same bytes every time", () => {
  const { at, rows } = database();
  const farm = scoreFarm();
  /** Heavy enough that a worker is in the middle of a job for a while. */
  const spec = {
    p: "a",
    q: "b",
    measures: ["kl", "js", "emd"],
    grid: { shape: [8, 8], metric: "euclidean" },
  } as const;
  const submit = () => farm.submit({ spec, rowsPerJob: 600 });
  const PARTS = 6;
  /** The same time in every test: it is part of a run's identity. */
  const MADE = new Date("2026-01-01T00:00:00Z");
  let expected: Record<string, string> | undefined;

  beforeAll(() => rows(`COPY (${pairs(3300)}) TO '${at("pairs.parquet")}' (FORMAT parquet)`));
  beforeEach(() => {
    copyFileSync(at("pairs.parquet"), farm.at("pairs.parquet"));
    utimesSync(farm.at("pairs.parquet"), MADE, MADE);
  });

  /** The first run, undisturbed, is what all others are compared with. */
  function expectSameBytes(): void {
    expected ??= farm.hashes();
    expect(Object.keys(expected)).toHaveLength(2 * PARTS + 1);
    expect(farm.hashes()).toEqual(expected);
  }

  const isActive = async () => (await farm.queue.getActiveCount()) > 0;
  const startsOfJobs = async () => {
    const jobs = await farm.queue.getJobs(["completed"]);
    return jobs.filter(({ name }) => name === "part").map(({ attemptsStarted }) => attemptsStarted);
  };

  it.each([1, 2, 4])("with %i workers", async (count) => {
    const submission = await submit();
    expect(submission).toMatchObject({ parts: PARTS, added: PARTS + 1 });
    for (let k = 0; k < count; k++) farm.worker();
    const manifest = await submission.finished();
    expectSameBytes();
    expect(manifest).toMatchObject({ run: submission.id, input: "pairs.parquet", rows: 3300 });
    expect(manifest.badRows).toBe(0);
    expect(manifest.parts.map((part) => part.rows)).toEqual([600, 600, 600, 600, 600, 300]);
    for (const { file, sha256: hash, bytes } of manifest.parts) {
      expect(sha256(farm.at("scores", file))).toBe(hash);
      expect(statSync(farm.at("scores", file)).size).toBe(bytes);
    }
  });

  it("and the same rows as wasmstein score of the whole file", async () => {
    const flags = ["--p", "a", "--q", "b", "--measures", "kl,js,emd", "--grid", "8x8"];
    const whole = farm.run("score", "pairs.parquet", ...flags, "-o", "whole.parquet");
    farm.worker();
    await (await submit()).finished();
    expect(await whole.ended).toBe(0);
    expectSameBytes();
    const parts = `read_parquet('${farm.at("scores")}/part-*.parquet')`;
    const wrong = `parts.id <> whole.id OR parts.name <> whole.name OR parts.kl <> whole.kl
      OR parts.js <> whole.js OR abs(parts.emd - whole.emd) > 1e-12`;
    const compared = await rows(`SELECT count(*), count(*) FILTER (${wrong}), count(parts.emd)
      FROM ${parts} AS parts POSITIONAL JOIN read_parquet('${farm.at("whole.parquet")}') AS whole`);
    expect(compared).toEqual([["3300", "0", "3300"]]);
  });

  it("when a worker is killed in the middle of a job, which is done again", async () => {
    const submission = await submit();
    const victim = farm.worker("--lock-duration", "2000");
    await until("a job is under way", isActive);
    victim.process.kill("SIGKILL");
    expect(await victim.ended).toBe("SIGKILL");
    expect(await farm.queue.getActiveCount()).toBe(1);
    // What a worker that dies while it writes leaves behind.
    mkdirSync(farm.at("scores"), { recursive: true });
    writeFileSync(farm.at("scores", ".part-000000.0123456789ab.parquet"), "half a part");
    writeFileSync(farm.at("scores", "..part-000001.parquet.0123456789ab.json"), "{");
    farm.worker("--lock-duration", "2000");
    await submission.finished();
    expectSameBytes();
    expect(Math.max(...(await startsOfJobs()))).toBe(2);
  });

  it("when every job is submitted twice at once, and again, which adds nothing", async () => {
    const both = await Promise.all([submit(), submit()]);
    expect(both[0].id).toBe(both[1].id);
    expect(await farm.queue.getWaitingCount()).toBe(PARTS + 1);
    farm.worker();
    farm.worker();
    const [one, two] = await Promise.all(both.map((submission) => submission.finished()));
    expect(one).toEqual(two);
    expectSameBytes();
    const before = statSync(farm.at("scores", "part-000003.parquet")).mtimeMs;
    const again = await submit();
    expect(again.added).toBe(0);
    expect(await again.finished()).toEqual(one);
    expect(statSync(farm.at("scores", "part-000003.parquet")).mtimeMs).toBe(before);
    expect(await startsOfJobs()).toEqual(new Array(PARTS).fill(1));
  });

  it("when parts, receipts and the manifest are lost, and it is submitted again", async () => {
    farm.worker();
    await (await submit()).finished();
    for (const name of ["part-000002.parquet", ".part-000004.parquet.json", "manifest.json"]) {
      rmSync(farm.at("scores", name));
    }
    const again = await submit();
    expect(again.added).toBe(3);
    await again.finished();
    expectSameBytes();
  });

  it("when Redis is restarted in the middle: workers and submitters wait for it", async () => {
    const errors: string[] = [];
    const submission = await farm.submit({
      spec,
      rowsPerJob: 600,
      onEvent: (event, detail) => errors.push(`${event} ${detail}`),
    });
    const worker = farm.worker();
    const finished = submission.finished();
    await until("a job is under way", isActive);
    await farm.redis.pause();
    await until("the worker tells", () => /error .*ECONNREFUSED/.test(worker.stderr));
    await until("the submitter tells", () => errors.some((text) => text.includes("ECONNREFUSED")));
    await farm.redis.resume();
    await finished;
    expectSameBytes();
  });

  it("when Redis is restarted empty, and it is submitted again", async () => {
    const submission = await submit();
    const finished = submission.finished().catch((error: Error) => error.message);
    const worker = farm.worker();
    await until("a part is there", () => /completed .*-0/.test(worker.stderr));
    worker.process.kill("SIGINT");
    expect(await worker.ended).toBe(130);
    const before = statSync(farm.at("scores", "part-000000.parquet")).mtimeMs;
    await farm.redis.pause();
    await farm.redis.resume({ empty: true });
    expect(await finished).toBe("the run has no manifest and is not in the queue; submit it again");
    const again = await submit();
    expect(again.id).toBe(submission.id);
    expect(again.added).toBeLessThanOrEqual(PARTS);
    farm.worker();
    await again.finished();
    expectSameBytes();
    expect(statSync(farm.at("scores", "part-000000.parquet")).mtimeMs).toBe(before);
  });
});
