// Audits: a run checked for less than running it again, with a guarantee that is data (spec/audit.md).
export { type Advice, advise, advisedOps, adviseOn } from './advice.ts'
export { audit, auditRun, type Claim, type ExactGuarantee } from './audit.ts'
export { chachaWords } from './chacha.ts'
export { type Challenge, challengeVector, soundnessBits, VECTORS } from './challenge.ts'
export { type AdvisedOp, plainChecks, type StartChecks } from './check.ts'
export { fastChecks } from './fast.ts'
export { MAX_STEPS, type TraceQuestion, traceQuestionFrom } from './question.ts'
export {
  checkPorts,
  drawSteps,
  judgeSteps,
  portLeaves,
  type ShownPort,
  type StepSpace,
  stepSpace,
} from './sampled.ts'
