/**
 * Starts a module worker that, as the page, may connect to nobody. A worker from a file has the policy of
 * that file's response, which a page of static files does not set; one made of a blob has the page's own.
 */
export function startWorker(address: string): Worker {
  const script = `import ${JSON.stringify(new URL(address, location.href).href)};`;
  const blob = new Blob([script], { type: "text/javascript" });
  return new Worker(URL.createObjectURL(blob), { type: "module" });
}
