// One step of an op between the bytes of evidence and the op's own rule: the descriptor and the claimed value are opened first. spec/trace.md,
// "Evidence".

import { RefusalError, refuse } from '../errors/index.ts'
import { elements, type Op } from '../graph/index.ts'
import { OUTPUT, type PartType, SCORES, scoresBefore, TURNED } from '../trace/index.ts'
import type { Channel } from './channel.ts'
import { Evidence, openOp, ownType, type Source } from './evidence.ts'
import type { Facts, Step } from './facts.ts'
import type { OpenedPart, Opener } from './opener.ts'
import type { Opened, Span } from './spans.ts'

/** Place of an element among all values of a part. */
export function placeOf(type: PartType, part: number, { row, element }: Step): number {
  const each = part === SCORES ? type.shape[0]! * (row + 1) : elements(type.shape)
  if (!(row >= 0 && row < type.rows && element >= 0 && element < each))
    refuse('step_refused', `element ${element} of row ${row}`)
  if (part === SCORES) return scoresBefore(type.shape[0]!, row) + element
  return part === TURNED ? element * type.rows + row : row * each + element
}

export class Session implements Opener {
  readonly step: Step
  readonly rows: number
  readonly generated: Facts | null
  readonly op: Op
  readonly claimed: number
  private readonly evidence: Evidence

  constructor(facts: Facts, step: Step, channel: Channel, source: Source | null) {
    this.evidence = new Evidence(facts, channel, source)
    this.step = step
    this.rows = facts.rows
    this.generated = facts.tokensOut > 0 ? facts : null
    this.op = openOp(channel, facts, step.op, source)
    const own =
      ownType(this.op, step.part, facts.rows) ?? (step.part === TURNED ? this.evidence.typeOf(step.op, TURNED) : null)
    if (own === null || (step.part !== OUTPUT && this.op.kind !== 'attention'))
      throw new RefusalError('step_refused', `op ${step.op} has no part ${step.part}`)
    const at = placeOf(own, step.part, step)
    this.claimed = this.evidence.open(step.op, step.part, own, [{ at, count: 1 }]).at(at)
  }

  input(which: number): OpenedPart {
    return this.partOf(this.op.inputs[which]!, OUTPUT)
  }

  part(part: number): OpenedPart {
    return this.partOf(this.step.op, part)
  }

  weights(spans: readonly Span[]): Opened {
    return this.evidence.weights(spans)
  }

  tokens(side: 'prompt' | 'answer', spans: readonly Span[]): Opened {
    return this.evidence.tokens(side, spans)
  }

  /** Compares everything that was opened with the roots. Refuses (`step_refused`) where it differs. */
  finish(): void {
    this.evidence.finish()
  }

  private partOf(id: number, part: number): OpenedPart {
    const type = this.evidence.typeOf(id, part)
    return { type, open: spans => this.evidence.open(id, part, type, spans) }
  }
}
