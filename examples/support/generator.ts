// The smallest generator that can make two modes of one: noise → tanh layer → number, gradients by hand.

const HIDDEN = 16;
const START_DEVIATION = 0.5;

/** x = Σ_k v_k·tanh(w_k·z + b_k) + s·z + c, for noise z. Parameters: w, b, v, s, c. */
export class Generator {
  readonly parameters: Float64Array;

  /** Samples begin around `start`; `next` draws the first weights. */
  constructor(next: () => number, start: number) {
    this.parameters = Float64Array.from({ length: 3 * HIDDEN + 2 }, (_, k) => {
      if (k < HIDDEN) return 2 * next();
      if (k < 2 * HIDDEN) return next();
      return 0.1 * next();
    });
    this.parameters[3 * HIDDEN] = START_DEVIATION;
    this.parameters[3 * HIDDEN + 1] = start;
  }

  /** The samples of the noise. */
  run(noise: Float64Array): Float64Array {
    const { w, b, v, line } = this.views();
    return noise.map((z) => {
      let x = line[0] * z + line[1];
      for (let k = 0; k < HIDDEN; k++) x += v[k] * Math.tanh(w[k] * z + b[k]);
      return x;
    });
  }

  /** From ∂loss/∂x at the samples of the noise to ∂loss/∂parameters. */
  backward(noise: Float64Array, slopes: Float64Array): Float64Array {
    const { w, b, v } = this.views();
    const gradient = new Float64Array(this.parameters.length);
    for (let i = 0; i < noise.length; i++) {
      const z = noise[i];
      for (let k = 0; k < HIDDEN; k++) {
        const h = Math.tanh(w[k] * z + b[k]);
        const inner = slopes[i] * v[k] * (1 - h * h);
        gradient[k] += inner * z;
        gradient[HIDDEN + k] += inner;
        gradient[2 * HIDDEN + k] += slopes[i] * h;
      }
      gradient[3 * HIDDEN] += slopes[i] * z;
      gradient[3 * HIDDEN + 1] += slopes[i];
    }
    return gradient;
  }

  descend(gradient: Float64Array, rate: number): void {
    for (let k = 0; k < gradient.length; k++) this.parameters[k] -= rate * gradient[k];
  }

  private views() {
    const part = (from: number, to: number) => this.parameters.subarray(from, to);
    return {
      w: part(0, HIDDEN),
      b: part(HIDDEN, 2 * HIDDEN),
      v: part(2 * HIDDEN, 3 * HIDDEN),
      line: part(3 * HIDDEN, 3 * HIDDEN + 2),
    };
  }
}
