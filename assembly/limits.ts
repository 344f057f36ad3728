/** Numbers that kernels and facade share: both import them from here. */

/** The largest cost, position or coordinate: potentials, which are sums of many, stay finite doubles. */
export const LARGEST_COST: f64 = 1e300;
/** The largest relative difference of two totals that are used as they are (`normalize: false`). */
export const TOTALS_AGREE: f64 = 1e-9;
