/** Imports an optional peer, or says how to install it. */
export async function peer<T>(name: string, use: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new Error(`${use} needs ${name}, which cannot be loaded: npm install ${name}`, { cause });
  }
}
