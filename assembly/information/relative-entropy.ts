/**
 * One bin of the relative entropy (KL divergence) in its generalised form, scalar and in two lanes,
 * operation for operation the same:
 *
 *     p·log(p/q) − p + q = p·k·log 2 + s·(d + p·R(s²)) + (q − q'),    q' = q·2^k, d = p − q',
 *
 * with k, s and R as in math/ratio.ts. Every term is ≥ 0, and where the totals of p and q agree the
 * terms sum to Σ p·log(p/q) (Csiszár's I-divergence). Where p ≈ q, k is 0 and no digit is lost: the
 * term is s·(d + p·R). Both weights are at least ORDINARY_MIN.
 */
import { powerOfTwo } from "../bits";
import {
  artanhTail,
  artanhTailLanes,
  LN2,
  ln2Lanes,
  ratioExponent,
  ratioExponentLanes,
  ratioScaleLanes,
  ratioWordLanes,
} from "../math/ratio";

export function relativeEntropy(p: f64, q: f64): f64 {
  const k: i32 = ratioExponent(p, q);
  const scaled: f64 = q * powerOfTwo(k);
  return reduced(p, q, scaled, p - scaled, k);
}

/** The term above, given a d = p − q that is more exact than a subtraction. */
export function relativeEntropyNear(p: f64, q: f64, difference: f64): f64 {
  const k: i32 = ratioExponent(p, q);
  const scaled: f64 = q * powerOfTwo(k);
  return reduced(p, q, scaled, k === 0 ? difference : p - scaled, k);
}

function reduced(p: f64, q: f64, scaled: f64, d: f64, k: i32): f64 {
  const s: f64 = d / (p + scaled);
  const near: f64 = s * (d + p * artanhTail(s * s));
  return p * (<f64>k * LN2) + (near + (q - scaled));
}

export function relativeEntropyLanes(p: v128, q: v128): v128 {
  const word: v128 = ratioWordLanes(p, q);
  const scaled: v128 = f64x2.mul(q, ratioScaleLanes(word));
  const d: v128 = f64x2.sub(p, scaled);
  const s: v128 = f64x2.div(d, f64x2.add(p, scaled));
  const tail: v128 = f64x2.mul(p, artanhTailLanes(f64x2.mul(s, s)));
  const near: v128 = f64x2.mul(s, f64x2.add(d, tail));
  const far: v128 = f64x2.mul(p, f64x2.mul(ratioExponentLanes(word), ln2Lanes()));
  return f64x2.add(far, f64x2.add(near, f64x2.sub(q, scaled)));
}
