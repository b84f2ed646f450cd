// What a cheating node does otherwise than an honest one: hooks, each at the narrowest place that its lie needs. A node
// is handed them or is not; nothing outside this room knows which lie they make up.

import type { Defender } from '../../client/disputes/index.ts'
import type { SigningContracts } from '../../contracts/index.ts'
import type { Hex } from '../../core/bytes/index.ts'
import type { Engine } from '../../core/engine/index.ts'
import type { Context } from '../context.ts'
import type { Admission } from '../roles/admission.ts'
import type { AskCosign } from '../roles/cosign.ts'
import type { TraceHook } from '../roles/defend.ts'
import type { ExecuteHook } from '../roles/execute.ts'
import type { GenerateHook } from '../roles/generate.ts'
import type { NodeLog } from '../roles/log.ts'

/**
 * For demonstrations and tests: how a node cheats. What is left out it does honestly; verifying others is never
 * touched.
 */
export interface Faults {
  /** What its own answers, and the traces of them, are computed by. */
  readonly engine?: Engine
  /** What it signs for in place of a run's outputs. */
  readonly execute?: ExecuteHook
  /** What it generates from, and sends in place of what the model gave. */
  readonly generate?: GenerateHook
  /** The trace that it commits to and shows. */
  readonly trace?: TraceHook
  /** What answers for a disputed receipt. */
  readonly defender?: (honest: Defender, receiptId: Hex, contracts: SigningContracts) => Defender
  /** Which requests it takes. */
  readonly admission?: (honest: Admission, context: Context) => Admission
  /** What it writes into its log. */
  readonly log?: (honest: NodeLog, context: Context) => NodeLog
  /** What it shows to a cosigner. */
  readonly cosign?: (honest: AskCosign, context: Context) => AskCosign
}
