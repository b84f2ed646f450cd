// Audits of receipts: spec/audit.md, "Served".
export { type Audited, type AuditOptions, auditReceipt } from './audit.ts'
