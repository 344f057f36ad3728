/** One pool of workers for each engine, made when it is first asked for. */
import { type EngineName, engine } from "wasmstein";
import { Pool } from "wasmstein/pool";
import address from "wasmstein/worker?worker&url";
import { startWorker } from "./worker";

const pools = new Map<EngineName, Pool>();

/** A worker suffices for one problem at a time; another one keeps a cancelled call from being waited for. */
export function poolOn(name: EngineName = engine().name): Pool {
  const pool =
    pools.get(name) ?? new Pool({ engine: name, size: 2, worker: () => startWorker(address) });
  pools.set(name, pool);
  return pool;
}
