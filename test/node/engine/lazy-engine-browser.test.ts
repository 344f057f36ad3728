/** When the JavaScript kernels are loaded in Chromium: on pages that forbid WebAssembly, and on no others. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as w from "wasmstein";
import { openPage } from "../../support/chromium";

let page: Page;
let close: () => Promise<void>;
/** the files that documents have asked for */
let requests: string[] = [];

beforeAll(async () => {
  ({ page, close } = await openPage());
  page.context().on("request", (request) => requests.push(new URL(request.url()).pathname));
});
afterEach(() => {
  requests = [];
});
afterAll(() => close?.());

const FORBIDDEN = "script-src 'self' 'unsafe-inline'";
const ALLOWED = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";

/** What `body` returns in a frame of its own under this policy, which has imported the package. */
function under(policy: string, body: string): Promise<unknown> {
  const script = `import * as w from "/dist/index.js";
    const attempt = (f) => { try { return f(); } catch (error) { return error.name + ": " + error.message; } };
    const numbers = () => [w.klDivergence([1, 2, 3], [3, 1, 1]), w.emdGrid([1, 2, 3], [3, 1, 1], { shape: [3] }).cost];
    const answer = (result) => parent.postMessage(JSON.stringify(result));
    (async () => {${body}})().then(answer, (error) => answer(String(error)));`;
  const html = `<meta http-equiv="content-security-policy" content="${policy}"><script type="module">${script}</script>`;
  return page.evaluate(async (html) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = html;
    const answer = new Promise<string>((resolve) => {
      addEventListener("message", ({ data }) => resolve(data), { once: true });
    });
    document.body.append(frame);
    return JSON.parse(await answer);
  }, html);
}

const numbers = [
  w.klDivergence([1, 2, 3], [3, 1, 1]),
  w.emdGrid([1, 2, 3], [3, 1, 1], { shape: [3] }).cost,
];

describe("a page that forbids WebAssembly", () => {
  it("gets the JavaScript kernels, and the numbers of Node", async () => {
    const body = `
      const early = attempt(numbers);
      const { reason } = w.engine();
      return [early, reason, await w.init(), numbers()];`;
    const [early, reason, info, after] = (await under(FORBIDDEN, body)) as unknown[];
    expect(reason).toMatch(/^WebAssembly compilation was refused: .*Content Security Policy/);
    const remedy = "the JavaScript kernels are not loaded yet, await init() first";
    expect(early).toBe(`EngineError: klDivergence: ${remedy} (${reason})`);
    expect(info).toEqual({ name: "js", reason, memoryBytes: 0 });
    expect(after).toEqual(numbers);
    expect(requests.filter((path) => path === "/dist/kernels.js")).toHaveLength(1);
  });

  it("has them without asking by the time it is used", async () => {
    const body = `
      for (let k = 0; k < 1000 && typeof attempt(numbers) === "string"; k++)
        await new Promise((resolve) => setTimeout(resolve, 10));
      return numbers();`;
    expect(await under(FORBIDDEN, body)).toEqual(numbers);
  });
});

describe("a page that allows WebAssembly", () => {
  it("computes at once and never asks for the JavaScript kernels", async () => {
    const body = "return [numbers(), w.engine().name, (await w.init()).name];";
    expect(await under(ALLOWED, body)).toEqual([numbers, "wasm", "wasm"]);
    expect(requests).toContain("/dist/index.js");
    expect(requests).not.toContain("/dist/kernels.js");
  });

  it("can have them, in a file that is loaded then", async () => {
    const body = "return [await w.init('js'), numbers(), w.useEngine('wasm').name, numbers()];";
    const info = { name: "js", reason: "chosen by init", memoryBytes: 0 };
    expect(await under(ALLOWED, body)).toEqual([info, numbers, "wasm", numbers]);
    expect(requests).toContain("/dist/kernels.js");
  });
});
