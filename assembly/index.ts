/** The kernel ABI: what the facade may call. */
export { allocate, F32_ARRAY, F64_ARRAY, I32_ARRAY, mark, release } from "./arena";
export { informationRows } from "./information/rows";
export { binaryEntropy, selfInformation } from "./information/scalar";
export { circleDistance } from "./line/circle";
export { lineRows, sampleDistance, uniformDistance } from "./line/line";
export { discriminator, ganValue, lipschitz } from "./losses/adversarial";
export { softmaxCrossEntropy } from "./losses/cross-entropy";
export { distillationLoss } from "./losses/distillation";
export { sigmoidCrossEntropy, softplusRows } from "./losses/logistic";
export {
  advance,
  costSoFar,
  denseProblem,
  finish,
  gridProblem,
  pivotCount,
  planSize,
  pointsProblem,
  problemStatus,
  readPlan,
  readPotentials,
  singleProblem,
} from "./transport/problem";
export { emdRows } from "./transport/rows";
