/** One pool of workers for each engine, made when it is first asked for. */
import { type EngineName, engine } from "wasmstein";
import { Pool } from "wasmstein/pool";

const pools = new Map<EngineName, Pool>();

/** A worker suffices for one problem at a time; another one keeps a cancelled call from being waited for. */
export function poolOn(name: EngineName = engine().name): Pool {
  const pool = pools.get(name) ?? new Pool({ engine: name, size: 2 });
  pools.set(name, pool);
  return pool;
}
