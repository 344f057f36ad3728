/** wasmstein: exact optimal transport and information divergences. */
export { paired, pairwise } from "./batch";
export type { Weights } from "./check";
export { type BatchOptions, MEASURES, type Measure } from "./comparison";
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
export { lipschitzConstant, transportGradient } from "./losses/critic";
export {
  criticLoss,
  discriminatorLoss,
  type GanOptions,
  ganValue,
  generatorLoss,
  gradientPenalty,
  optimalDiscriminator,
} from "./losses/gan";
export {
  type CrossEntropyOptions,
  distillationLoss,
  type LossOptions,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from "./losses/losses";
export type { Loss, Reduction } from "./losses/reduction";
export { METRICS, type Metric } from "./measures";
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
