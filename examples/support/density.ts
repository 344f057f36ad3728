// Kernel density estimates on the line, with a normal kernel.

/** At each point, the estimate from samples and (log of it)′: the mean pull of the samples, by their share. */
export function density(
  points: ArrayLike<number>,
  samples: ArrayLike<number>,
  bandwidth: number,
): { density: Float64Array; slope: Float64Array } {
  const unit = samples.length * bandwidth * Math.sqrt(2 * Math.PI);
  const density = new Float64Array(points.length);
  const slope = new Float64Array(points.length);
  for (let i = 0; i < points.length; i++) {
    let sum = 0;
    let pull = 0;
    for (let j = 0; j < samples.length; j++) {
      const step = (samples[j] - points[i]) / bandwidth;
      const kernel = Math.exp(-0.5 * step * step);
      sum += kernel;
      pull += kernel * step;
    }
    density[i] = sum / unit;
    slope[i] = pull / (sum * bandwidth);
  }
  return { density, slope };
}
