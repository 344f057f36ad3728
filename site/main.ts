/** The page: the engine first, then each panel comes alive. */
import "uplot/dist/uPlot.min.css";
import "./page/style.css";
import "./page/controls.css";
import "./panels/distributions/panel.css";
import "./panels/segments/panel.css";
import "./panels/gan/panel.css";
import "./panels/images/panel.css";
import "./panels/data/panel.css";
import { engine, init } from "wasmstein";
import { write } from "./page/elements";
import * as data from "./panels/data/panel";
import * as distributions from "./panels/distributions/panel";
import * as gan from "./panels/gan/panel";
import * as images from "./panels/images/panel";
import * as segments from "./panels/segments/panel";

await init();
const { name, reason } = engine();
write({ engine: reason === undefined ? `engine: ${name}` : `engine: ${name} (${reason})` });
for (const panel of [distributions, segments, gan, images, data]) panel.mount();
keepPage();

/** A file that misses its place must not replace the page. */
function keepPage(): void {
  for (const kind of ["dragover", "drop"] as const) {
    document.addEventListener(kind, (event) => {
      if (event.defaultPrevented || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    });
  }
}
