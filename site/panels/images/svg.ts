/** Drawings in SVG, which browsers decode in elements only. */

/** Where a drawing has no size of its own, its sides get this length. Rejects if it is none. */
export async function readSvg(file: Blob, side: number): Promise<HTMLImageElement> {
  const drawing = new DOMParser().parseFromString(await file.text(), "image/svg+xml");
  if (drawing.querySelector("parsererror")) throw new Error("the file is no XML");
  giveSize(drawing.documentElement, side);
  const image = new Image();
  // not by an object URL: what has HTML in it could be drawn from there, but not be read again
  const text = new XMLSerializer().serializeToString(drawing);
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  return image;
}

/** Browsers do not agree what is drawn of an image without a size. */
function giveSize(svg: Element, side: number): void {
  const lengths = [svg.getAttribute("width"), svg.getAttribute("height")];
  if (lengths.every((length) => length !== null && !/%|auto/.test(length))) return;
  svg.setAttribute("width", `${side}`);
  svg.setAttribute("height", `${side}`);
}
