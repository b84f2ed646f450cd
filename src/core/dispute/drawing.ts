// Steps of a generation's sampler, which stands behind the last op: spec/trace.md, "Generations". Each checks one value, one block of 64
// tokens, one token's record, or the token itself.

import { Writer } from '../bytes/cursor.ts'
import { equal } from '../bytes/index.ts'
import { sha256 } from '../crypto/index.ts'
import { refuse } from '../errors/index.ts'
import {
  addBlock,
  adjusted,
  type Constants,
  constantsOf,
  type Draw,
  decodeSampler,
  drawBelow,
  fits,
  MILLION,
  notAfter,
  type Sampler,
  type Scored,
  type Sums,
  tokenAt,
} from '../language/sampler/index.ts'
import {
  blocksOf,
  DRAW_BYTES,
  OUTPUT,
  SAMPLER_BLOCK,
  SAMPLER_DRAWS,
  SAMPLER_SCORES,
  SAMPLER_SUMS,
  type Sampled,
  SUMS_BYTES,
  samplerPart,
} from '../trace/index.ts'
import type { Channel } from './channel.ts'
import { Evidence, openOp, ownType, type Source } from './evidence.ts'
import type { Facts, Step } from './facts.ts'
import type { Opened, Span } from './spans.ts'
import { idOf, pairOf } from './tokens.ts'

/** Longest sampler that a step reads. */
const MAX_SAMPLER = 65_536
/** Score in the places behind the last token of a row. */
export const NO_SCORE = -(2 ** 31)
/** What a step's part is where it looks at the answer's token. */
export const ANSWER = 3

/** Has a generation with this sampler scores, sums and records in its trace? */
export const draws = ({ temperature, grammar }: Sampler): boolean => temperature > 0 && grammar === null

/** The sampler of a generation, opened under its hash. */
export function openSampler(channel: Channel, facts: Facts, source: Source | null): Sampler {
  const own = () => source!.tokens!.sampler
  const head = channel.take(4, () => new Writer(4).u32(own().length).finish())
  const length = new DataView(head.buffer, head.byteOffset, 4).getUint32(0)
  if (length > MAX_SAMPLER) refuse('step_refused', `a sampler of ${length} bytes`)
  const bytes = channel.take(length, own)
  if (!equal(sha256(bytes), facts.samplerHash)) refuse('step_refused', 'the sampler is not the one that was asked for')
  return decodeSampler(bytes)
}

/** Bytes of the sums before a block: u32, u64, u64, zeros. */
export const encodeSums = ({ kept, fit, left }: Sums): Uint8Array =>
  new Writer(SUMS_BYTES).u32(Number(kept)).u64(fit).u64(left).zeros(12).finish()

export function decodeSums(bytes: Uint8Array): Sums {
  const view = new DataView(bytes.buffer, bytes.byteOffset, SUMS_BYTES)
  return { kept: BigInt(view.getUint32(0)), fit: view.getBigUint64(4), left: view.getBigUint64(12) }
}

const DRAW_USED = 36

/** Bytes of a token's record. */
export function encodeDraw({ best, kept, last, r, token }: Draw): Uint8Array {
  const w = new Writer(DRAW_BYTES)
  for (const { score, id } of [best, kept, last]) w.i32(score).u32(id)
  return w
    .u64(r)
    .u32(token)
    .zeros(DRAW_BYTES - DRAW_USED)
    .finish()
}

export function decodeDraw(bytes: Uint8Array): Draw {
  const view = new DataView(bytes.buffer, bytes.byteOffset, DRAW_BYTES)
  const scored = (at: number): Scored => ({ score: view.getInt32(at), id: view.getUint32(at + 4) })
  return {
    ...{ best: scored(0), kept: scored(8), last: scored(16) },
    ...{ r: view.getBigUint64(24), token: view.getUint32(32) },
  }
}

const bytesIn = (opened: Opened, at: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => opened.at(at + i))

/** What a step of a sampler sees. */
class Drawing {
  readonly step: Step
  readonly facts: Facts
  readonly sampler: Sampler
  readonly constants: Constants
  readonly sampled: Sampled
  private readonly evidence: Evidence
  private readonly logitsType: ReturnType<typeof ownType>

  constructor(facts: Facts, step: Step, channel: Channel, source: Source | null) {
    if (!(step.row >= 0 && step.row < facts.tokensOut))
      refuse('step_refused', `token ${step.row} of ${facts.tokensOut}`)
    this.evidence = new Evidence(facts, channel, source)
    this.step = step
    this.facts = facts
    this.sampler = openSampler(channel, facts, source)
    if (this.sampler.grammar !== null) refuse('step_refused', 'masks of a grammar have no steps')
    this.constants = constantsOf(this.sampler, facts.exponent)
    const op = openOp(channel, facts, facts.logits, source)
    this.logitsType = ownType(op, OUTPUT, facts.rows)
    this.sampled = { vocabulary: op.shape[0]!, tokens: facts.tokensOut }
  }

  /** Opens values of a part of the sampler, places within the token's own row. */
  own(part: number, spans: readonly Span[]): { opened: Opened; from: number } {
    const type = samplerPart(this.sampled, part)!
    const from = this.step.row * type.shape[0]!
    const opened = this.evidence.open(
      this.facts.ops,
      part,
      type,
      spans.map(({ at, count }) => ({ at: from + at, count })),
    )
    return { opened, from }
  }

  draw(): { bytes: Uint8Array; draw: Draw } {
    const { opened, from } = this.own(SAMPLER_DRAWS, [{ at: 0, count: DRAW_BYTES }])
    const bytes = bytesIn(opened, from, DRAW_BYTES)
    return { bytes, draw: decodeDraw(bytes) }
  }

  /** Scores of these tokens, from logits and what the penalties count. */
  scores(ids: readonly number[]): number[] {
    const { facts, step, sampler, constants, evidence } = this
    const row = facts.tokensIn - 1 + step.row
    const at = (id: number): number => row * this.sampled.vocabulary + id
    const logits = evidence.open(
      facts.logits,
      OUTPUT,
      this.logitsType!,
      ids.map(id => ({ at: at(id), count: 1 })),
    )
    const repeats = sampler.repetition !== MILLION
    const counts = sampler.presence !== 0 || sampler.frequency !== 0
    const prompt = repeats ? evidence.tokens('prompt', [{ at: 0, count: facts.tokensIn }]) : null
    const answer = (repeats || counts) && step.row > 0 ? evidence.tokens('answer', [{ at: 0, count: step.row }]) : null
    const times = (opened: Opened | null, length: number, id: number): number => {
      let count = 0
      for (let i = 0; opened !== null && i < length; i++) if (opened.at(i) === pairOf(id)) count++
      return count
    }
    const biases = new Map(constants.biases)
    return ids.map(id => {
      const count = times(answer, step.row, id)
      const seen = count > 0 || times(prompt, facts.tokensIn, id) > 0
      return adjusted(logits.at(at(id)), biases.get(id) ?? 0, seen, count, constants)
    })
  }

  /** Id of the answer's token. Null where it is none. */
  token(): number | null {
    const { row } = this.step
    return idOf(this.evidence.tokens('answer', [{ at: row, count: 1 }]).at(row))
  }

  finish(): void {
    this.evidence.finish()
  }
}

/** A token's score. */
function scoreFaulty(d: Drawing): boolean {
  const { element } = d.step
  if (!(element >= 0 && element < SAMPLER_BLOCK * blocksOf(d.sampled))) refuse('step_refused', `score ${element}`)
  const { opened, from } = d.own(SAMPLER_SCORES, [{ at: element, count: 1 }])
  const claimed = opened.at(from + element)
  return claimed !== (element < d.sampled.vocabulary ? d.scores([element])[0] : NO_SCORE)
}

/** The scores of a block's tokens. */
function blockScores(opened: Opened, from: number, block: number, { vocabulary }: Sampled): number[] {
  const first = SAMPLER_BLOCK * block
  const length = Math.min(SAMPLER_BLOCK, vocabulary - first)
  return Array.from({ length }, (_, i) => opened.at(from + first + i))
}

/** The sums behind a block. */
function sumsFaulty(d: Drawing): boolean {
  const { element: block } = d.step
  const blocks = blocksOf(d.sampled)
  if (!(block >= 0 && block < blocks)) refuse('step_refused', `block ${block} of ${blocks}`)
  const { opened, from } = d.own(SAMPLER_SUMS, [{ at: SUMS_BYTES * block, count: 2 * SUMS_BYTES }])
  const record = (which: number): Uint8Array => bytesIn(opened, from + SUMS_BYTES * which, SUMS_BYTES)
  const scores = d.own(SAMPLER_SCORES, [{ at: SAMPLER_BLOCK * block, count: SAMPLER_BLOCK }])
  const { draw } = d.draw()
  if (block === 0 && record(0).some(byte => byte !== 0)) return true
  const own = blockScores(scores.opened, scores.from, block, d.sampled)
  const sums = addBlock(decodeSums(record(block)), own, SAMPLER_BLOCK * block, draw, d.constants)
  if (sums.kept >= 2n ** 32n || sums.fit >= 2n ** 64n || sums.left >= 2n ** 64n) return true
  if (!equal(record(block + 1), encodeSums(sums))) return true
  return block === blocks - 1 && !fits(sums, draw, d.sampler, d.sampled.vocabulary, d.constants)
}

/** A token's record. */
function drawFaulty(d: Drawing): boolean {
  const { hint } = d.step
  const { vocabulary } = d.sampled
  if (hint >= vocabulary) refuse('step_refused', `hint ${hint} of ${vocabulary}`)
  const { bytes, draw } = d.draw()
  const { best, kept, last, r, token } = draw
  if ([best.id, kept.id, last.id, token].some(id => id >= vocabulary)) return true
  const block = Math.floor(token / SAMPLER_BLOCK)
  const { opened: scores, from } = d.own(SAMPLER_SCORES, [
    ...[best.id, kept.id, last.id, hint].map(at => ({ at, count: 1 })),
    { at: SAMPLER_BLOCK * block, count: SAMPLER_BLOCK },
  ])
  // What the scores show needs no sums, which may be anything beside a wrong record.
  if (bytes.subarray(DRAW_USED).some(byte => byte !== 0)) return true
  if ([best, kept, last].some(({ score, id }) => scores.at(from + id) !== score)) return true
  // The best one comes at or before whichever token is named.
  if (hint !== best.id && notAfter(scores.at(from + hint), hint, best)) return true
  const total = SUMS_BYTES * blocksOf(d.sampled)
  const sums = d.own(SAMPLER_SUMS, [
    { at: SUMS_BYTES * block, count: SUMS_BYTES },
    { at: total, count: SUMS_BYTES },
  ])
  const sumsAt = (at: number): Sums => decodeSums(bytesIn(sums.opened, sums.from + at, SUMS_BYTES))
  const { left } = sumsAt(total)
  if (r !== drawBelow(left, d.facts.seed, d.step.row)) return true
  const own = blockScores(scores, from, block, d.sampled)
  return token !== tokenAt(r, sumsAt(SUMS_BYTES * block).left, own, SAMPLER_BLOCK * block, draw, d.constants)
}

/** The answer's token. */
function answerFaulty(d: Drawing): boolean {
  const { hint } = d.step
  const { vocabulary } = d.sampled
  const token = d.token()
  if (draws(d.sampler)) {
    if (hint !== 0) refuse('step_refused', 'a token that was drawn takes no hint')
    return d.draw().draw.token !== token
  }
  if (hint >= vocabulary) refuse('step_refused', `hint ${hint} of ${vocabulary}`)
  // What is no token of the vocabulary has no score: the hint's is opened alone.
  const known = token !== null && token < vocabulary
  const [best, own] = d.scores(known ? [hint, token] : [hint])
  return !known || (hint !== token && notAfter(best!, hint, { score: own!, id: token }))
}

const RULES: Readonly<Record<number, (d: Drawing) => boolean>> = {
  [SAMPLER_SCORES]: scoreFaulty,
  [SAMPLER_SUMS]: sumsFaulty,
  [SAMPLER_DRAWS]: drawFaulty,
  [ANSWER]: answerFaulty,
}

/** Is what a step of the sampler looks at another value than the one that follows? Refuses (`step_refused`) a step that there is not. */
export function samplerFaulty(facts: Facts, step: Step, channel: Channel, source: Source | null): boolean {
  const { part, element, hint } = step
  const rule = RULES[part]
  if (facts.tokensOut === 0 || rule === undefined) return refuse('step_refused', `the sampler has no part ${part}`)
  if (hint !== 0 && part < SAMPLER_DRAWS) refuse('step_refused', 'sums and scores take no hint')
  if (element !== 0 && part >= SAMPLER_DRAWS) refuse('step_refused', `element ${element} of a record`)
  const drawing = new Drawing(facts, step, channel, source)
  if (part !== ANSWER && !draws(drawing.sampler))
    refuse('step_refused', 'a sampler that draws nothing has no such part')
  const faulty = rule(drawing)
  drawing.finish()
  return faulty
}
