/** Three generators train side by side, each against its perfect opponent. */
import { forEachLoss, LOSSES } from "../../../examples/support/adversaries";
import { BETWEEN, FAR, STEPS } from "../../../examples/support/training";
import { chosen, element, onChoice, write } from "../../page/elements";
import { Stage } from "../../page/stage";
import { Histories } from "./histories";
import { COLOURS } from "./losses";
import { summary, writeNumbers } from "./numbers";
import { CRITIC, DISCRIMINATOR, drawRun } from "./picture";
import { Trainer } from "./trainer";
import type { Report } from "./trainer.worker";

const STARTS: Readonly<Record<string, number>> = { far: FAR, between: BETWEEN };

export function mount(): void {
  const button = element("gan-train", HTMLButtonElement);
  const speed = element("gan-speed", HTMLSelectElement);
  const status = element("gan-status", HTMLElement);
  let scene: Report | undefined;
  let trainer: Trainer | undefined;
  let training = false;
  let inView = false;
  let frame = 0;
  let last = 0; // when a round was asked for

  const histories = new Histories();
  const stages = forEachLoss(
    (loss) =>
      new Stage(element(`gan-${loss}-picture`, HTMLCanvasElement), (surface) => {
        if (!scene) return;
        const scale = loss === "wasserstein" ? CRITIC : DISCRIMINATOR;
        drawRun(surface, { scene, shown: scene.shown[loss], colour: COLOURS[loss], scale });
      }),
  );

  const show = (next: Report) => {
    scene = next;
    histories.add(scene);
    writeNumbers(scene);
    for (const loss of LOSSES) stages[loss].redraw();
    if (scene.step === STEPS) setTraining(false);
    else if (!training) tell(scene);
  };
  /** Announces the state of the training when it rests: during training it changes too fast to follow. */
  const tell = (at: Report) => {
    const { message, labels } = summary(at);
    write({ "gan-status": message });
    for (const loss of LOSSES) stages[loss].canvas.ariaLabel = labels[loss];
  };
  const fail = () => {
    trainer = undefined;
    setTraining(false);
    status.classList.add("bad");
    write({ "gan-status": "The worker that trains has failed; Train or Reset starts another." });
  };

  /** Begins a run from the chosen start, and shows where it stands before any training. */
  const begin = () => {
    status.classList.remove("bad");
    trainer ??= new Trainer(show, fail);
    trainer.begin(STARTS[chosen("gan-start")]);
  };
  const advance = () => {
    if (!trainer || trainer.finished) begin();
    else trainer.next();
  };
  /** At most a step for each frame, and none while the last one is under way. */
  const play = (now: number) => {
    frame = requestAnimationFrame(play);
    if (trainer?.busy || now - last < Number(speed.value)) return;
    last = now;
    advance();
  };
  /** Frames come while the tab is shown; they are asked for while the panel is in view. */
  const update = () => {
    cancelAnimationFrame(frame);
    frame = training && inView ? requestAnimationFrame(play) : 0;
  };
  const setTraining = (on: boolean) => {
    training = on;
    button.textContent = on ? "Pause" : "Train";
    if (on) write({ "gan-status": "Training." });
    else if (scene && !trainer?.busy) tell(scene); // a round under way will tell when it comes
    update();
  };
  const restart = () => {
    begin();
    setTraining(false);
  };

  button.addEventListener("click", () => setTraining(!training));
  element("gan-once", HTMLButtonElement).addEventListener("click", () => {
    advance();
    setTraining(false);
  });
  element("gan-reset", HTMLButtonElement).addEventListener("click", restart);
  onChoice("gan-start", restart);
  new IntersectionObserver((entries) => {
    inView = entries[entries.length - 1].isIntersecting; // the latest of those that have gathered
    if (inView && !trainer) begin();
    update();
  }).observe(element("gan", HTMLElement));
}
