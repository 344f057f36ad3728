/** wasmstein/worker: what a worker of a pool runs. It is sent a call at a time and answers in order. */
import {
  type EngineName,
  emd,
  emdGrid,
  emdPoints,
  init,
  paired,
  pairwise,
  type TransportResult,
  useEngine,
} from "../index";
import { pack, type Reply, type Request, type Task } from "../pool/message";
import { listen } from "./platform";

type AnyFunction = (...args: never[]) => Float64Array | TransportResult;
const functions: Record<Task, AnyFunction> = { paired, pairwise, emd, emdPoints, emdGrid };

/** the engine that was asked for last, once it is ready */
let engine: Request["engine"] | undefined;
/** the requests before: they are answered in order, also when an engine had to be waited for */
let before = Promise.resolve();

listen((data, answer) => {
  before = before.then(() => serve(data as Request, answer));
});

async function serve(
  request: Request,
  answer: (reply: unknown, transfer: ArrayBuffer[]) => void,
): Promise<void> {
  const reply = (message: Reply, transfer: ArrayBuffer[] = []) => answer(message, transfer);
  reply({ kind: "begun" });
  try {
    if (request.engine !== engine) await makeReady(request.engine);
    engine = request.engine;
    const result = compute(request, (progress) => reply({ kind: "progress", progress }));
    reply({ kind: "result", result }, buffersOf(result));
  } catch (error) {
    reply({ kind: "error", error: pack(error) });
  }
}

/** Browsers may have to load the JavaScript kernels. */
async function makeReady(name: EngineName | "auto"): Promise<void> {
  if (name === "js") await init("js");
  else if (useEngine(name).name === "js") await init();
}

function compute({ task, args, progress }: Request, onProgress: (progress: unknown) => void) {
  const last = args.at(-1) as object;
  const tells = progress && task.startsWith("emd");
  const given = tells ? [...args.slice(0, -1), { ...last, onProgress }] : args;
  return functions[task](...(given as never[]));
}

/** Results are moved, not copied. */
function buffersOf(result: Float64Array | TransportResult): ArrayBuffer[] {
  const arrays =
    "plan" in result
      ? [...Object.values(result.plan), ...Object.values(result.potentials)]
      : [result];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
