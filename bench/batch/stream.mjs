// A stream that no memory holds, generated as it is read.
import { once } from "node:events";
import { random } from "../../test/support/random.mjs";
import { runAndWatch } from "./peak.mjs";

const BINS = 64;
const SIZES = { "0.1 GB": 1e8, "1 GB": 1e9, "5 GB": 5e9 };
const ARGUMENTS = [
  "dist/cli.js",
  "-q",
  "score",
  "-",
  "--p",
  "p",
  "--q",
  "q",
  "--measures",
  "kl,js",
];

/** Some thousand rows as text; they repeat. */
function block() {
  const next = random(1);
  const weights = () => Array.from({ length: BINS }, () => Math.round(next() * 1e6) / 1e6 + 1e-3);
  const rows = Array.from({ length: 4000 }, (_, id) =>
    JSON.stringify({ id, p: weights(), q: weights() }),
  );
  return Buffer.from(`${rows.join("\n")}\n`);
}

export async function streamRows() {
  const text = block();
  const rows = [];
  for (const [name, bytes] of Object.entries(SIZES)) {
    const { seconds, mebibytes } = await runAndWatch(ARGUMENTS, async (stdin) => {
      for (let written = 0; written < bytes; written += text.length) {
        if (!stdin.write(text)) await once(stdin, "drain");
      }
    });
    rows.push([name, seconds, Math.round(bytes / 1e6 / seconds), Math.round(mebibytes)]);
  }
  return rows;
}
