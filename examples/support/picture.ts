// Where the pictures of the documentation are kept.
import { mkdirSync, writeFileSync } from "node:fs";

const FOLDER = "docs/pictures";

/** Writes docs/pictures/<name>.svg, seen from the folder of the package. */
export function savePicture(name: string, svg: string): void {
  mkdirSync(FOLDER, { recursive: true });
  const file = `${FOLDER}/${name}.svg`;
  writeFileSync(file, svg);
  console.log(`wrote ${file}`);
}
