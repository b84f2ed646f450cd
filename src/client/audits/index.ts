// Audits of receipts over a network: spec/audit.md.
export { type Audited, type AuditOptions, auditReceipt } from './audit.ts'
export { type AuditingOptions, createAuditing } from './auditing.ts'
export type { Costs } from './costs.ts'
export { shownPorts } from './ports.ts'
export { type Sampled, type SampleOptions, sampleReceipt, samplesFor } from './sample.ts'
export { fetchTrace, fetchTraceRoot, type TraceOptions } from './traces.ts'
