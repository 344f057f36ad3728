/** Content security policies in Chromium: the page and its workers run on what is left, and say why. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, openBrowser } from "../../support/chromium";
import { serve } from "../../support/page-server";

const NO_WASM = policy("'self'");
const WASM = policy("'self' 'wasm-unsafe-eval'");
/** What Chromium says, whatever it calls the function that was refused. */
const REFUSAL =
  /WebAssembly compilation was refused: .*Content Security Policy.*script-src 'self'/i;

/** Prints the page's engine and result, then the result of a worker on "auto" and of one that is forced to wasm. */
const SCRIPT = `
  import * as w from "/dist/index.js";
  import { Pool } from "/dist/pool.js";
  const mass = (k) => Float64Array.from({ length: 64 }, (_, i) => 1 + ((k * i * i) % 11));
  const inWorker = async (engine) => {
    const pool = new Pool({ size: 1, engine });
    const describe = ({ name, message }) => ({ name, message });
    const result = await pool.emdGrid(mass(3), mass(7), { shape: [8, 8] }).catch(describe);
    await pool.close();
    return result;
  };
  const { name, reason } = await w.init();
  const page = w.emdGrid(mass(3), mass(7), { shape: [8, 8] });
  const [auto, wasm] = [await inWorker("auto"), await inWorker("wasm")];
  console.log(JSON.stringify({ name, reason, page, auto, wasm }));`;

function policy(scripts: string): string {
  return `default-src 'none'; script-src ${scripts}; worker-src 'self'; connect-src 'self'`;
}

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** What the script prints on a page of this policy, with workers of the same or of one of their own. */
async function underPolicy(ofPage: string, ofWorker = ofPage) {
  const server = await serve({
    pages: {
      "/": `<!doctype html><script type="module" src="/script.js"></script>`,
      "/script.js": SCRIPT,
    },
    folder: join(process.cwd(), "dist"),
    below: "/dist/",
    headers: (path) => ({
      "content-security-policy": path === "/dist/worker.js" ? ofWorker : ofPage,
    }),
  });
  const { page, printed, complaints } = await browser.visit(server.address);
  try {
    return { ...JSON.parse(await printed), complaints };
  } finally {
    await page.close();
    await server.close();
  }
}

describe("a page", () => {
  it("that allows scripts of its own only runs on JavaScript, in workers too, and says why", async () => {
    const { name, reason, page, auto, wasm, complaints } = await underPolicy(NO_WASM);
    expect(name).toBe("js");
    expect(reason).toMatch(REFUSAL);
    expect(page.status).toBe("optimal");
    expect(auto).toEqual(page);
    expect(wasm.name).toBe("EngineError");
    expect(wasm.message).toMatch(/the wasm engine cannot run here/);
    expect(wasm.message).toMatch(REFUSAL);
    expect(complaints).toEqual([]);
  });

  it("that allows 'wasm-unsafe-eval' runs on wasm, in workers too, with the same bits", async () => {
    const { name, reason, page, auto, wasm, complaints } = await underPolicy(WASM);
    expect([name, reason]).toEqual(["wasm", undefined]);
    expect(page).toEqual((await underPolicy(NO_WASM)).page);
    expect(auto).toEqual(page);
    expect(wasm).toEqual(page);
    expect(complaints).toEqual([]);
  });

  it("has workers with the policy of their own script, not of the page", async () => {
    const strictPage = await underPolicy(NO_WASM, WASM);
    expect(strictPage.name).toBe("js");
    expect(strictPage.wasm).toEqual(strictPage.page);
    const strictWorker = await underPolicy(WASM, NO_WASM);
    expect(strictWorker.name).toBe("wasm");
    expect(strictWorker.auto).toEqual(strictWorker.page);
    expect(strictWorker.wasm.message).toMatch(REFUSAL);
  });
});
