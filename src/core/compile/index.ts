// Float models to exact models: import of ONNX, compilation, evaluation. spec/compile.md.
export type { Progress, Samples, Watch } from './calibrate.ts'
export {
  type Compiled,
  type CompileOptions,
  type CompileReport,
  compileModel,
  type Layers,
  type SearchReport,
  type SiteReport,
} from './compile.ts'
export {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  exactRunner,
  type OutputEvaluation,
  type Runner,
} from './evaluate.ts'
export type { DroppedSoftmax, FloatModel } from './ir.ts'
export { DEFAULT_LIMITS, type ImportLimits } from './limits.ts'
export type { OpReport } from './lower/index.ts'
export { type ImportOptions, importOnnx, OPSETS } from './onnx/import.ts'
export { OPERATOR_NAMES } from './onnx/operators/index.ts'
export type { PixelMeaning } from './pixels.ts'
export { type LayerReport, measureLayers } from './report/layers.ts'
export { escapeHtml, refusedPage, reportPage } from './report/page.ts'
export {
  type DataReport,
  makeReport,
  type Obstacle,
  type RefusedReport,
  type Report,
  type Subject,
} from './report/report.ts'
export { type Preference, type SearchOptions, TARGET_LOSS } from './search/index.ts'
