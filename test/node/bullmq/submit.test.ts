/** wasmstein/bullmq: what submitters see. */
import { expect, it } from "vitest";
import { database } from "../../support/duckdb";
import { describeWithRedis, until } from "../../support/redis";
import { pairs, scoreFarm } from "../../support/score-farm";

describeWithRedis("wasmstein/bullmq: submissions", () => {
  const { rows } = database();
  const farm = scoreFarm();

  /** 600 rows, of which the 351st and the 580th are bad. */
  const make = (name = "pairs") =>
    rows(`COPY (SELECT * REPLACE (CASE WHEN id IN (350, 579) THEN [-1.0] ELSE a END AS a)
      FROM (${pairs(600)})) TO '${farm.at(`${name}.parquet`)}' (FORMAT parquet)`);
  const FLAGS = ["--p", "a", "--q", "b", "--measures", "js", "-o", "scores"];
  const command = (...flags: string[]) =>
    farm.run("submit", "pairs.parquet", "--redis", farm.redis.url, ...FLAGS, ...flags);

  it("fail with the number that the row has in the whole file; other runs go on", async () => {
    await make();
    farm.worker();
    const [failing, other] = await Promise.all([
      farm.submit({}),
      farm.submit({ onBadRow: "null", output: "others" }),
    ]);
    await expect(failing.finished()).rejects.toThrow(
      /^the run failed: part 1: row 351: b has 64 bins, expected 1; onBadRow "skip" or "null" goes on/,
    );
    expect(await other.finished()).toMatchObject({ rows: 600, badRows: 2 });
    expect(Object.keys(farm.hashes("scores"))).not.toContain("manifest.json");
  });

  it("count the rows that are left out, or without results", async () => {
    await make();
    farm.worker();
    const skipped = await (await farm.submit({ onBadRow: "skip", output: "skip" })).finished();
    expect(skipped).toMatchObject({ rows: 598, badRows: 2 });
    expect(skipped.parts.map((part) => part.rows)).toEqual([200, 199, 199]);
    const kept = await (await farm.submit({ onBadRow: "null", output: "null" })).finished();
    expect(kept.parts.map((part) => [part.rows, part.badRows])).toEqual([
      [200, 0],
      [200, 1],
      [200, 1],
    ]);
    const files = `read_parquet('${farm.at("null")}/part-*.parquet')`;
    expect(await rows(`SELECT id FROM ${files} WHERE js IS NULL`)).toEqual([["350"], ["579"]]);
  });

  it("keep so few jobs waiting as they are told", async () => {
    await make();
    const seen: number[] = [];
    const submitting = farm.submit({ rowsPerJob: 50, maxWaiting: 3, onBadRow: "skip" });
    let isDone = false;
    const finished = submitting
      .then((submission) => submission.finished())
      .finally(() => {
        isDone = true;
      });
    const look = async () => {
      seen.push(await farm.queue.getWaitingCount());
      return true;
    };
    await until("they wait", async () => (await look()) && seen.at(-1) === 3);
    for (let looks = 0; looks < 100; looks++) await look();
    expect(seen.at(-1)).toBe(3);
    farm.worker();
    await until("all is done", async () => (await look()) && isDone);
    expect((await finished).parts).toHaveLength(12);
    expect(Math.max(...seen)).toBe(3);
  });

  it("of a file without rows end with a manifest without parts", async () => {
    await rows(`COPY (${pairs(0)}) TO '${farm.at("pairs.parquet")}' (FORMAT parquet)`);
    farm.worker();
    expect(await (await farm.submit({})).finished()).toMatchObject({ rows: 0, parts: [] });
  });

  it("fail when their parts are gone and nothing makes them any more", async () => {
    await make();
    const submission = await farm.submit({ onBadRow: "skip" });
    await (await farm.queue.getJob(`${submission.id}-1`))?.remove();
    farm.worker();
    await expect(submission.finished()).rejects.toThrow(
      /^the run failed: part 1: it does not exist and is not in the queue; submit it again$/,
    );
    const again = await farm.submit({ onBadRow: "skip" });
    expect(again.added).toBe(2);
    expect((await again.finished()).rows).toBe(598);
  });

  it("of wasmstein submit --wait print the manifest", async () => {
    await make();
    farm.worker();
    const submit = command("--on-bad-row", "skip", "--rows-per-job", "200", "--wait");
    expect(await submit.ended).toBe(0);
    expect(submit.stderr).toMatch(/^run [0-9a-f]{32}: 3 parts, 4 jobs added\n$/);
    expect(JSON.parse(submit.stdout)).toMatchObject({ rows: 598, badRows: 2 });
  });

  it("end with 130 on Ctrl-C: while they wait, while there is no room, without Redis", async () => {
    await make();
    const room = command("--rows-per-job", "50", "--max-waiting", "2");
    await until("there is no room", async () => (await farm.queue.getWaitingCount()) === 2);
    room.process.kill("SIGINT");
    expect(await room.ended).toBe(130);
    const waiting = command("--wait");
    await until("it waits", () => waiting.stderr.includes("jobs added"));
    waiting.process.kill("SIGINT");
    expect(await waiting.ended).toBe(130);
    const lost = command("--wait", "--rows-per-job", "300");
    await until("it waits", () => lost.stderr.includes("jobs added"));
    await farm.redis.pause();
    await until("it tells", () => /error .*ECONNREFUSED/.test(lost.stderr));
    lost.process.kill("SIGINT");
    expect(await lost.ended).toBe(130);
    for (const { stdout } of [room, waiting, lost]) expect(stdout).toBe("");
  });

  it("end with 1 and say so when Redis cannot be reached", async () => {
    await make();
    await farm.redis.pause();
    const submit = command();
    const elsewhere = farm.submit({ connection: "redis://localhost:1" });
    await expect(elsewhere).rejects.toThrow(
      /^submitScore: Redis cannot be reached \(.*\); is it running, and the URL right\?$/,
    );
    expect(await submit.ended).toBe(1);
    expect(submit.stderr).toMatch(
      /wasmstein: submitScore: Redis cannot be reached \(.*ECONNREFUSED.*\); is it running, and the/,
    );
  });
});
