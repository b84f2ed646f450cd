// Suite dispute: what it costs to show a wrong value to a contract, by op and length, and a whole dispute with a withheld trace. Gas is counted and not
// timed: it comes from the records in contracts/snapshots, which the tests compare with a chain on every run (test/contracts/gasSteps.test.ts and
// disputes.test.ts).

import { readFileSync } from 'node:fs'
import type { Sample, Suite } from '../harness.ts'

interface StepGas {
  readonly gas: number
  readonly at64: number
  readonly bytes: number
}

interface DisputeGas {
  readonly transactions: number
  readonly gas: number
  readonly most: number
}

const record = <T>(name: string): Readonly<Record<string, T>> =>
  JSON.parse(readFileSync(new URL(`../../contracts/snapshots/${name}.json`, import.meta.url), 'utf8'))

/** Of one wrong value in one transaction. */
const STEP_TARGETS: Readonly<Record<string, number>> = {
  'linear, K 768, 8-bit values': 180_000,
  'linear, K 4608, 8-bit values': 480_000,
  'linear, K 11008, 8-bit values': 1_100_000,
}
const WHOLE_TARGETS: Readonly<Record<string, { readonly gas: number; readonly transactions: number }>> = {
  'K 768': { gas: 2_200_000, transactions: 20 },
}

export const suite: Suite = {
  name: 'dispute',
  summary: 'gas of a step by op and length, and transactions and gas of a whole dispute with a withheld trace',
  runs: 1,
  async *cases() {
    for (const [name, { gas, at64, bytes }] of Object.entries(record<StepGas>('gas-steps'))) {
      const target = STEP_TARGETS[name]
      yield {
        name: `step: ${name}`,
        metric: metric =>
          metric === 'gas' && target !== undefined
            ? { unit: 'gas', target: { atMost: target } }
            : { unit: metric === 'evidence' ? 'bytes' : 'gas' },
        sample: async () => only({ gas, 'at 64 gas a byte': at64, evidence: bytes }),
      }
    }
    for (const [name, { gas, transactions, most }] of Object.entries(record<DisputeGas>('gas-dispute'))) {
      const target = WHOLE_TARGETS[name]
      yield {
        name: `whole dispute, ${name}`,
        metric: metric => {
          const unit = metric === 'transactions' ? 'transactions' : 'gas'
          if (target === undefined || metric === 'dearest transaction') return { unit }
          return { unit, target: { atMost: metric === 'transactions' ? target.transactions : target.gas } }
        },
        sample: async () => only({ transactions, gas, 'dearest transaction': most }),
      }
    }
  },
}

const only = (ours: Sample): { ours: Sample[]; others: Record<string, never> } => ({ ours: [ours], others: {} })
