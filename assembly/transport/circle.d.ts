/**
 * Optimal transport on a circle of N equally spaced bins. Cut the circle anywhere and unroll it: the
 * best plan is a monotone one between the quantiles of p and those of q turned by some mass α,
 *
 *     W_p = min over α of (∫₀¹ |F⁻¹(t) − G⁻¹(t + α)|^p dt)^(1/p),    G⁻¹(t + 1) = G⁻¹(t) + N.
 *
 * - Order 1: the minimum is Σ |D_i − median D| with D = F − G (Rabin, Delon & Gousseau 2011).
 * - Finite orders: the integral is convex and piecewise linear in α (Delon, Salomon & Sobolevski
 *   2010); with integer masses its kinks are integers, and bisecting on its slope finds the minimum
 *   exactly, in 53 passes.
 * - Order ∞: within distance k all mass can move iff an α lies between two bounds that one pass gives;
 *   bisect on k.
 *
 * Distances here are in bins.
 */
import { F64Array } from "../arrays";
/** W_p between two histograms over the circle's bins; out[0] receives it. */
export declare function circleDistance(p: F64Array, q: F64Array, order: f64, out: F64Array): i32;
