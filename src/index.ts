/** wasmstein: exact optimal transport and information divergences. */
export { paired, pairwise } from "./batch";
export type { Weights } from "./check";
export type { BatchOptions } from "./comparison";
export type { WasmBytes, WasmModule, WasmResponse } from "./engine/binary";
export {
  type EngineInfo,
  type EngineName,
  engine,
  init,
  initSync,
  useEngine,
} from "./engine/engine";
export { EngineError, MemoryLimitError } from "./errors";
export {
  binaryEntropy,
  crossEntropy,
  entropy,
  hellinger,
  type InformationOptions,
  jsDistance,
  jsDivergence,
  klDivergence,
  psi,
  selfInformation,
  totalVariation,
} from "./information";
export { criticLoss, gradientPenalty, lipschitzConstant, transportGradient } from "./losses/critic";
export {
  type CrossEntropyOptions,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from "./losses/cross-entropy";
export { distillationLoss } from "./losses/distillation";
export {
  discriminatorLoss,
  type GanOptions,
  ganValue,
  generatorLoss,
  optimalDiscriminator,
} from "./losses/gan";
export type { Loss, Reduction } from "./losses/reduction";
export type { LossOptions } from "./losses/table";
export { MEASURES, type Measure } from "./measures";
export { METRICS, type Metric } from "./metrics";
export {
  type HistogramOptions,
  type SamplesOptions,
  wasserstein1d,
  wassersteinCircle,
  wassersteinHistogram,
} from "./transport/line";
export type { Progress, TransportOptions, TransportResult } from "./transport/solve";
export {
  emd,
  emdGrid,
  emdPoints,
  type GridOptions,
  type PointsOptions,
} from "./transport/transport";
