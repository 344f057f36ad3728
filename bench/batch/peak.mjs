// The time and the peak memory of a child process.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Runs node with these arguments; `feed` may write to its stdin.
 *
 * @returns {Promise<{ seconds: number, mebibytes: number }>} mebibytes: NaN where the system does not tell
 */
export async function runAndWatch(args, feed) {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["pipe", "ignore", "inherit"] });
  let mebibytes = Number.NaN;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      const found = /VmHWM:\s+(\d+)/.exec(status); // not there any more once it has ended
      if (found) mebibytes = Number(found[1]) / 1024;
    } catch {} // or this is no Linux
  };
  const timer = setInterval(look, 20);
  const ended = new Promise((resolve) => child.on("exit", resolve));
  if (feed) await feed(child.stdin);
  child.stdin.end();
  const code = await ended;
  clearInterval(timer);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, mebibytes };
}
