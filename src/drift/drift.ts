/** wasmstein/drift: how far the columns of a table have drifted from those of a reference. */
export { CategoricalDrift } from "./categorical";
export { type ColumnOptions, type ColumnValues, driftColumn } from "./column";
export { DRIFT_MEASURES, type DriftMeasure, MEASURE_MEANINGS, MEASURE_TITLES } from "./measures";
export { LARGEST_VALUE, NumericDrift } from "./numeric";
export { renderReport } from "./report";
export {
  type Bin,
  type ColumnDrift,
  type DriftReport,
  hasDrift,
  type SideSummary,
  type Verdict,
} from "./result";
export {
  DEFAULT_THRESHOLDS,
  type DriftOptions,
  type DriftSettings,
  driftSettings,
  type Thresholds,
} from "./settings";
export { type BothTotals, type ColumnTask, type Totals, verdictInWords } from "./verdict";
