// Language models: import, float runner, exact compilation, comparison. spec/compile.md, "Language models".
export {
  type CompiledLanguage,
  compileLanguage,
  type ExactEngine,
  type LanguageOptions,
  type LanguageReport,
  TARGET_DIVERGENCE,
} from './compile.ts'
export { DEFAULT_CONTEXT } from './context.ts'
export { type Divergence, DivergenceSums, floatLogits, type LogitsOf, measureDivergence } from './divergence.ts'
export { exactLogits, tokenTensor } from './exact.ts'
export { fastMultiply } from './fast.ts'
export type { ImportOptions, LanguageFiles } from './huggingface.ts'
export { importLanguage, type LanguageFormat, languageFormat } from './import.ts'
export {
  type Activation,
  type FloatLanguage,
  type FloatLayer,
  type FloatNorm,
  type FloatRows,
  parametersOf,
  productsOf,
} from './model.ts'
export type { Multiply } from './products.ts'
export { type Quantized, type QuantizeOptions, quantizeLanguage, type ResidualReport } from './quantize.ts'
export { type FloatPart, type FloatSequence, forward, openSequence } from './runner.ts'
export { inventText, type TextOptions } from './text.ts'
export { ROW_KINDS, type RowKind, uniformBits, type WeightBits } from './widths.ts'
