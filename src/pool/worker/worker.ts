/** wasmstein/worker: the script of a pool's workers. It replies in the order of the requests. */
import {
  emd,
  emdGrid,
  emdPoints,
  paired,
  pairwise,
  type TransportResult,
  useEngine,
} from "../../index";
import { type PoolFunction, pack, type Reply, type Request } from "../message";
import { listen } from "./platform";

type AnyFunction = (...args: never[]) => Float64Array | TransportResult;
const functions: Record<PoolFunction, AnyFunction> = { paired, pairwise, emd, emdPoints, emdGrid };

let engine: Request["engine"] = "auto";

listen((data, send) => {
  const request = data as Request;
  const reply = (message: Reply, transfer: ArrayBuffer[] = []) => send(message, transfer);
  reply({ kind: "begun" });
  try {
    if (request.engine !== engine) useEngine(request.engine);
    engine = request.engine;
    const result = compute(request, (progress) => reply({ kind: "progress", progress }));
    reply({ kind: "result", result }, buffersOf(result));
  } catch (error) {
    reply({ kind: "error", error: pack(error) });
  }
});

function compute({ fn, args, progress }: Request, onProgress: (progress: unknown) => void) {
  const last = args.at(-1) as object;
  const tells = progress && fn.startsWith("emd");
  const given = tells ? [...args.slice(0, -1), { ...last, onProgress }] : args;
  return functions[fn](...(given as never[]));
}

/** The buffers of a result, which are transferred instead of copied. */
function buffersOf(result: Float64Array | TransportResult): ArrayBuffer[] {
  const arrays =
    "plan" in result
      ? [...Object.values(result.plan), ...Object.values(result.potentials)]
      : [result];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
