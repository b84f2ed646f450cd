// Language models: import, float runner, exact compilation, comparison. spec/compile.md, "Language models".
export {
  type CompiledLanguage,
  compileLanguage,
  type ExactEngine,
  type LanguageOptions,
  type LanguageReport,
  TARGET_DIVERGENCE,
} from './compile.ts'
export { type Divergence, floatLogits, type LogitsOf, measureDivergence } from './divergence.ts'
export { exactLogits, tokenTensor } from './exact.ts'
export { fastMultiply } from './fast.ts'
export type { ImportOptions, LanguageFiles } from './huggingface.ts'
export { importLanguage, type LanguageFormat, languageFormat } from './import.ts'
export type {
  Activation,
  FloatLanguage,
  FloatLayer,
  FloatNorm,
  FloatRows,
} from './model.ts'
export type { Multiply } from './products.ts'
export { type Quantized, type QuantizeOptions, quantizeLanguage, type ResidualReport } from './quantize.ts'
export { type FloatPart, type FloatSequence, forward, openSequence } from './runner.ts'
export { inventText, type TextOptions } from './text.ts'
export { ROW_KINDS, type RowKind, uniformBits, type WeightBits } from './widths.ts'
