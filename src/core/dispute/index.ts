// Steps: one value of a trace computed again from openings, so that whoever has the roots can judge it (spec/trace.md).
export { exponentialRows } from '../language/sampler/index.ts'
export { ANSWER, encodeDraw, encodeSums, NO_SCORE } from './drawing.ts'
export { type Source, sourceOf } from './evidence.ts'
export { encodeFacts, type Facts, factsOfRun, type Step } from './facts.ts'
export { firstDifference } from './find.ts'
export { FORM_KINDS, type Form, type FormSource, formOf, judgeForm, proveForm } from './form.ts'
export {
  factsOfGeneration,
  type Generated,
  type Generation,
  generationOf,
  rowsOfGeneration,
  sampledOf,
  tokenExpected,
  tokenExpectedIn,
  traceOfGeneration,
} from './generation.ts'
export {
  type GenerationOpening,
  type OpeningSalts,
  openingOf,
  openingOfGeneration,
  type PortOpening,
  type RequestRest,
  type TraceOpening,
} from './opening.ts'
export { type Pursuit, pursue } from './pursue.ts'
export { checkTraceSize, sampledBy, type TracedRun, traceRootOf } from './root.ts'
export { MAX_EVIDENCE, type StepSize, stepSize, stepSizes, undisputable } from './size.ts'
export { MAX_OPENED } from './spans.ts'
export { judgeStep, proveStep } from './step.ts'
