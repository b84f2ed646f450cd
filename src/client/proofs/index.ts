// Proofs of receipts' runs: made here, and put before verify(). spec/proof.md, "Runs".
export { type MadeProof, type ProveReceiptOptions, proveReceipt } from './prove.ts'
export { createProving } from './proving.ts'
