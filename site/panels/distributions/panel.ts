/** Two distributions, drawn and moved by hand: what each distance says about them, live. */
import { chosen, element, onChoice, write } from "../../page/elements";
import { decimal } from "../../page/figures";
import { Player } from "../../page/player";
import { Stage, type Surface } from "../../page/stage";
import { sideways } from "./earth";
import { hasEarth } from "./histogram";
import { carried, planOf, showNumbers, type Unit } from "./numbers";
import { Pad } from "./pad";
import { drawPicture } from "./picture";
import { PRESETS, sentence } from "./presets";

const HELP = {
  draw: "Drag across the bars to draw.",
  move: "Drag P or Q left or right.",
};
const SECONDS = 3; // that the earth takes
const SIDES: readonly string[] = ["tails", "heads"];

export function mount(): void {
  const pointer = () => chosen("distributions-pointer") as "draw" | "move";
  const changed = () => stage.redraw();
  let preset = PRESETS.bumps;
  const p = new Pad(element("distributions-p", HTMLDivElement), preset.p(), {
    grows: "up",
    pointer,
    changed,
  });
  const q = new Pad(element("distributions-q", HTMLDivElement), preset.q(), {
    grows: "down",
    pointer,
    changed,
  });
  const slider = element("distributions-way", HTMLInputElement);
  const play = element("distributions-play", HTMLButtonElement);
  /** how far the earth has come on its way from P to Q */
  const way = new Player({
    slider,
    button: play,
    seconds: SECONDS,
    stop: "Stop",
    changed,
  });

  /** Numbers and picture belong together; however much has changed, they are made once in a frame. */
  const show = (surface: Surface) => {
    const [above, below] = [p.histogram.heights, q.histogram.heights];
    const plan = planOf(above, below);
    slider.disabled = play.disabled = plan === undefined;
    if (plan === undefined && way.at > 0) way.reset(); // it may be under way when the last of it is wiped out
    showNumbers(above, below, chosen("distributions-unit") as Unit);
    write({
      "distributions-see": hint(above, below) ?? sentence(preset, [p.histogram, q.histogram]),
      "distributions-readout": readout("P", p) ?? readout("Q", q) ?? HELP[pointer()],
      "distributions-carried": carried(above, below, sideways(way.at)),
    });
    for (const pad of [p, q]) pad.describe(spoken(pad));
    drawPicture(surface, {
      p: above,
      q: below,
      plan,
      way: way.at,
      carets: { p: p.caret, q: q.caret },
      names: above.length === SIDES.length ? SIDES : [],
    });
  };
  const stage = new Stage(element("distributions-picture", HTMLCanvasElement), show);

  onChoice("distributions-unit", changed);
  onChoice("distributions-pointer", changed);
  element("distributions-swap", HTMLButtonElement).addEventListener("click", () => {
    [p.histogram, q.histogram] = [q.histogram, p.histogram];
  });
  for (const choice of document.querySelectorAll<HTMLButtonElement>("[data-preset]")) {
    choice.addEventListener("click", () => {
      way.reset();
      preset = PRESETS[choice.dataset.preset as string];
      [p.histogram, q.histogram] = [preset.p(), preset.q()];
      const radio = `input[name="distributions-pointer"][value="${preset.pointer}"]`;
      (document.querySelector(radio) as HTMLInputElement).checked = true;
    });
  }
  changed();
}

/** What to do about a histogram without earth. */
function hint(p: Float64Array, q: Float64Array): string | undefined {
  if (!hasEarth(p) && !hasEarth(q))
    return "No earth anywhere. Draw P in the upper half and Q in the lower half.";
  if (!hasEarth(p))
    return "P has no earth, so there is nothing to compare. Draw it in the upper half.";
  if (!hasEarth(q))
    return "Q has no earth, so there is nothing to compare. Draw it in the lower half.";
  return undefined;
}

/** The bin that is pointed at. */
function readout(name: string, pad: Pad): string | undefined {
  return pad.caret === undefined ? undefined : `${name}, ${spoken(pad)}`;
}

function spoken({ bin, height, histogram: { bins, heights, total } }: Pad): string {
  const name = bins === SIDES.length ? SIDES[bin] : `bin ${bin + 1} of ${bins}`;
  const share = total === 0 ? "–" : `${decimal((100 * heights[bin]) / total, 1)} %`;
  return `${name}, height ${height}: ${share}`;
}
