/** Runs a few promises at a time and yields their results in order. */

/** How many items are in work while the next is read. */
const AHEAD = 3;

/** Yields `work` of each item, in order. Items are read no faster than results are taken. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<readonly [item: T, result: R]> {
  const running: [T, Promise<R>][] = [];
  for await (const item of items) {
    const result = work(item);
    result.catch(() => {}); // nobody awaits it if an earlier one has failed
    running.push([item, result]);
    if (running.length > AHEAD) yield await next(running);
  }
  while (running.length > 0) yield await next(running);
}

async function next<T, R>(running: [T, Promise<R>][]): Promise<readonly [T, R]> {
  const [item, promise] = running.shift() as [T, Promise<R>];
  return [item, await promise];
}
