/** Keeps a few promises under way and hands on their results in order. */

/** Batches being scored while the next is read. */
const AHEAD = 3;

/** Yields `work` of each item, in order; `items` are drawn no faster than results are taken. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<readonly [item: T, result: R]> {
  const under: [T, Promise<R>][] = [];
  for await (const item of items) {
    const result = work(item);
    result.catch(() => {}); // of one that nobody gets to, after another has failed
    under.push([item, result]);
    if (under.length > AHEAD) yield await next(under);
  }
  while (under.length > 0) yield await next(under);
}

async function next<T, R>(under: [T, Promise<R>][]): Promise<readonly [T, R]> {
  const [item, promise] = under.shift() as [T, Promise<R>];
  return [item, await promise];
}
