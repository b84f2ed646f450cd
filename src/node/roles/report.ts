// Bringing two histories of a log to the chain: what this node has seen as a cosigner costs the node that signed them its stake. spec/node.md,
// "Disputes".

import { createReporter, newSalt, type Reporter } from '../../client/disputes/index.ts'
import { type SigningContracts, withdrawFromSlasher } from '../../contracts/index.ts'
import type { Hex } from '../../core/bytes/index.ts'
import { RefusalError } from '../../core/errors/index.ts'
import type { Equivocation } from '../../core/log/index.ts'
import type { Context } from '../context.ts'

export interface Reporting {
  /** Does what is due for every fork that was found and not shown yet. */
  turn(): Promise<void>
}

export function createReporting(context: Context, signer: SigningContracts): Reporting {
  const { chain, log, metrics, random, self, store, signal } = context
  const open = new Map<string, Reporter>()
  /** Shown, or nothing that this node could show. */
  const over = new Set<string>()

  async function report(json: string): Promise<void> {
    let reporter = open.get(json)
    if (reporter === undefined) {
      const { first, second, proof } = JSON.parse(json) as Equivocation
      const statements = { kind: 'checkpoints', first, second, prefix: proof } as const
      reporter = await createReporter(signer, chain.domain, statements, newSalt(random))
      open.set(json, reporter)
    }
    const move = await reporter.turn()
    if ('sent' in move) {
      metrics.count('forks_reported')
      log('warn', 'reporting two histories of a log', {
        executor: reporter.node,
        move: move.kind,
        transaction: move.sent.hash,
      })
    }
    if (move.kind !== 'over') return
    open.delete(json)
    over.add(json)
    await withdrawFromSlasher(signer, self as Hex).catch(() => {})
  }

  return {
    async turn() {
      for (const { kind, json } of store.evidence.all()) {
        if (signal.aborted) return
        if (kind !== 'fork' || over.has(json)) continue
        try {
          await report(json)
        } catch (error) {
          // Keys that do not count any more, a node that is none: nothing will change that.
          if (error instanceof RefusalError) over.add(json)
          log('debug', 'a fork cannot be reported', { error })
        }
      }
    },
  }
}
