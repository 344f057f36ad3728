/** wasmstein emd A B: the exact earth mover's distance between two images, matrices or volumes. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { TOTALS_AGREE } from "../../assembly/limits";
import type { Matrix } from "../files/grid";
import { isPng, readMatrix, requireFormat } from "../files/grid-file";
import { CHANNELS, type Pixels } from "../files/png";
import { GRID_READERS } from "../files/readers";
import { engine, MemoryLimitError } from "../index";
import { METRICS, type Metric } from "../metrics";
import { Pool } from "../pool/pool";
import type { Progress, TransportResult } from "../transport/solve";
import type { Context } from "./context";
import { requireUsage, UsageError } from "./exit";
import { PLAN_EXTENSIONS, requirePlanPath, STDOUT, writePlan } from "./plan-file";

interface Options {
  metric: Metric;
  spacing?: number[];
  channel?: Pixels["channel"];
  invert?: true;
  normalize: boolean;
  timeLimit?: number;
  plan?: string;
  json?: true;
}

const HELP = `
The extension of a file tells its format: ${Object.keys(GRID_READERS).join(", ")}.
Text holds a matrix of numbers with decimal points and no header; a NumPy array
has one to three axes. Both files must have the same shape.

The mass of a pixel is its sample: dark is 0, bright is mass. Colours give their
luminance, 0.2126 red + 0.7152 green + 0.0722 blue of the samples as stored (the
weights of Rec. 709). Alpha counts only with --channel alpha.

Both totals are scaled to 1. With sqeuclidean the distance is the least mean of
squared distances, that is W2 squared. On large images, certifying the interval after
the time limit may take longer than the limit itself.

Examples:
  $ wasmstein emd before.png after.png
  $ wasmstein emd page1.png page2.png --invert           # ink is mass, not paper
  $ wasmstein emd a.csv b.csv --metric sqeuclidean --json
  $ wasmstein emd scan1.npy scan2.npy --spacing 3,0.7,0.7  # plane, row, column
  $ wasmstein emd a.png b.png --plan plan.csv            # what goes where
  $ wasmstein emd a.png b.png --plan - | sort -t, -k7gr | head
  $ wasmstein emd large1.png large2.png --time-limit 5000`;

export function addEmd(program: Command, context: () => Context): void {
  program
    .command("emd")
    .summary("distance between two images, matrices or volumes")
    .description("The exact earth mover's distance between two images, matrices or volumes.")
    .argument("<A>", "file of one histogram on a grid")
    .argument("<B>", "file of the other")
    .addOption(
      new Option("--metric <name>", "ground distance").choices(METRICS).default("euclidean"),
    )
    .option(
      "--spacing <length>",
      "distance of neighbouring bins; one, or one per axis: 2,1,1",
      lengths,
    )
    .addOption(
      new Option("--channel <name>", "channel of PNG images, luminance unless given").choices(
        CHANNELS,
      ),
    )
    .option("--invert", "in PNG images, dark is mass")
    .option("--no-normalize", "do not scale the masses; their totals must agree")
    .option(
      "--time-limit <ms>",
      "stop after this time, with an interval that contains the distance",
      duration,
    )
    .option("--plan <file>", `write the plan (${PLAN_EXTENSIONS.join(", ")}); - is CSV on stdout`)
    .option("--json", "as one JSON object")
    .addHelpText("after", HELP)
    .action((first: string, second: string, options: Options) =>
      compare([first, second], options, context()),
    );
}

async function compare(paths: readonly string[], options: Options, context: Context) {
  requireOptions(paths, options);
  if (options.plan !== undefined) await requirePlanPath(options.plan);
  const { signal } = context;
  const pixels = { channel: options.channel ?? "luminance", invert: options.invert === true };
  const [a, b] = await Promise.all(paths.map((path) => readMass(path, pixels, signal)));
  requireAlike(paths, a, b, options);

  const start = performance.now();
  const result = await solve(a, b, options, context);
  const ms = performance.now() - start;

  if (options.plan !== undefined) await writePlan(options.plan, result.plan, a.shape, signal);
  const facts = factsOf(result, a.shape, options, ms);
  const print = options.plan === STDOUT ? context.note : console.log;
  for (const line of options.json ? [JSON.stringify(facts)] : linesOf(facts)) print(line);
}

/** Checks what can be checked before a file is opened. */
function requireOptions(paths: readonly string[], options: Options): void {
  requireUsage(() => paths.forEach(requireFormat));
  if ((options.invert || options.channel) && !paths.some(isPng)) {
    throw new UsageError("--invert and --channel are for PNG images, and neither file is one");
  }
  if (options.plan === STDOUT && options.json) {
    throw new UsageError("--json and --plan - both write to stdout; give the plan a file");
  }
}

/** Reads a file that has some mass. */
async function readMass(path: string, pixels: Pixels, signal: AbortSignal): Promise<Matrix> {
  const matrix = await readMatrix(path, pixels, signal);
  if (matrix.values.some((weight) => weight > 0)) return matrix;
  throw new Error(
    `${path}: total mass is 0, expected at least one weight > 0${isPng(path) ? advice(pixels) : ""}`,
  );
}

function advice({ invert }: Pixels): string {
  return invert
    ? "; all is bright, which --invert makes 0"
    : "; all is dark, which --invert makes mass";
}

function requireAlike(paths: readonly string[], a: Matrix, b: Matrix, options: Options): void {
  const [first, second] = [a, b].map(({ shape }) => shape.join(" × "));
  if (first !== second) {
    throw new RangeError(
      `${paths[0]} is ${first}, ${paths[1]} is ${second}, expected the same shape; crop, pad or scale one of them`,
    );
  }
  if (options.spacing && ![1, a.shape.length].includes(options.spacing.length)) {
    throw new UsageError(
      `--spacing has ${options.spacing.length} lengths, expected 1 or one for each axis of ${first}`,
    );
  }
  if (options.normalize) return;
  const [m, n] = [a, b].map(({ values }) => values.reduce((total, weight) => total + weight, 0));
  if (Math.abs(m - n) <= TOTALS_AGREE * Math.max(m, n)) return;
  throw new RangeError(
    `${paths[0]} has total mass ${m}, ${paths[1]} has ${n}, expected the same to ${TOTALS_AGREE}; leave out --no-normalize to scale both to 1`,
  );
}

/** Solves on a worker, so that this thread can show progress and react to Ctrl-C. */
async function solve(
  a: Matrix,
  b: Matrix,
  { metric, spacing, normalize, timeLimit }: Options,
  { signal, progress }: Context,
): Promise<TransportResult> {
  const pool = new Pool({ size: 1 });
  try {
    return await pool.emdGrid(a.values, b.values, {
      shape: a.shape,
      metric,
      normalize,
      ...(spacing && { spacing: spacing.length === 1 ? spacing[0] : spacing }),
      ...(timeLimit !== undefined && { timeLimitMs: timeLimit }),
      signal,
      transfer: true,
      onProgress: ({ pivots, cost, elapsedMs }: Progress) =>
        progress(
          () =>
            `${(elapsedMs / 1000).toFixed(1)} s, ${pivots.toLocaleString("en")} pivots, cost ${cost.toPrecision(6)}`,
        ),
    });
  } catch (error) {
    if (!(error instanceof MemoryLimitError)) throw error;
    throw new RangeError(`${error.message}; scale both down`, { cause: error });
  } finally {
    progress(undefined);
    await pool.close();
  }
}

type Facts = ReturnType<typeof factsOf>;

function factsOf(result: TransportResult, shape: readonly number[], options: Options, ms: number) {
  const { cost, lowerBound, status, pivots } = result;
  return {
    distance: cost,
    status,
    lowerBound,
    gap: cost - lowerBound,
    shape,
    metric: options.metric,
    pivots,
    milliseconds: Math.round(ms),
    engine: engine().name,
    ...(options.plan !== undefined && { plan: options.plan, entries: result.plan.mass.length }),
  };
}

function linesOf(facts: Facts): string[] {
  const { distance, lowerBound, plan, entries } = facts;
  const lines = {
    distance,
    status:
      facts.status === "optimal"
        ? "optimal"
        : `limit: the distance is from ${lowerBound} to ${distance}`,
    gap: facts.gap,
    shape: facts.shape.join(" × "),
    metric: facts.metric,
    pivots: facts.pivots.toLocaleString("en"),
    time: `${facts.milliseconds.toLocaleString("en")} ms`,
    engine: facts.engine,
    ...(plan !== undefined && {
      plan: `${entries?.toLocaleString("en")} entries ${plan === STDOUT ? "on stdout" : `in ${plan}`}`,
    }),
  };
  return Object.entries(lines).map(([name, value]) => `${name.padEnd(8)}  ${value}`);
}

function lengths(text: string): number[] {
  const values = text.split(",").map(Number);
  if (values.every((length) => length > 0 && length < Infinity)) return values;
  throw new InvalidArgumentError("Expected lengths > 0 with commas between.");
}

function duration(text: string): number {
  const ms = Number(text);
  if (text.trim() !== "" && ms >= 0) return ms;
  throw new InvalidArgumentError("Expected milliseconds ≥ 0.");
}
