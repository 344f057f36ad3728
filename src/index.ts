/** wasmstein: exact optimal transport and information divergences. */
export { paired, pairwise } from "./batch";
export type { Weights } from "./check";
export { type BatchOptions, MEASURES, type Measure } from "./comparison";
export { lipschitzConstant, transportGradient } from "./critic";
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
  criticLoss,
  discriminatorLoss,
  type GanOptions,
  ganValue,
  generatorLoss,
  gradientPenalty,
  optimalDiscriminator,
} from "./gan";
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
export {
  type HistogramOptions,
  type SamplesOptions,
  wasserstein1d,
  wassersteinCircle,
  wassersteinHistogram,
} from "./line";
export {
  type CrossEntropyOptions,
  distillationLoss,
  type LossOptions,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from "./losses";
export { METRICS, type Metric } from "./measures";
export type { Loss, Reduction } from "./reduction";
export type { Progress, TransportOptions, TransportResult } from "./solve";
export { emd, emdGrid, emdPoints, type GridOptions, type PointsOptions } from "./transport";
