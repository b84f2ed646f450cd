// What a compilation came to, as data: spec/compile.md, "Report". The page (page.ts) shows the same.

import type { Refusal } from '../../errors/index.ts'
import type { CompileReport, SearchReport } from '../compile.ts'
import type { Evaluation } from '../evaluate.ts'
import type { LayerReport } from './layers.ts'

/** What the file is and how it was compiled: known to whoever called the compiler. */
export interface Subject {
  readonly name: string
  readonly fileBytes: number
  readonly opset: number
  readonly producer: string
}

/** Where the rows came from. */
export interface DataReport {
  readonly calibrationRows: number
  /** The user gave none: values are random, and ranges of real data may differ. */
  readonly random: boolean
  readonly evaluationRows: number
  /** Were the evaluated rows apart from those that set the ranges? */
  readonly heldOut: boolean
}

/** How many sites have a width, and what share of multiplications reads it. */
export interface WidthShare {
  readonly width: string
  readonly sites: number
  readonly products: number
}

export interface Report {
  readonly format: 1
  readonly subject: Subject
  readonly modelId: string
  readonly ops: number
  readonly parameters: number
  readonly bytes: number
  readonly data: DataReport
  readonly evaluation: Evaluation | null
  readonly search: SearchReport | null
  /** `fast`: nearly all multiplications are of bytes; `mixed`; `wide`: hardly any. */
  readonly speed: { readonly class: 'fast' | 'mixed' | 'wide'; readonly byteShare: number; readonly products: number }
  readonly values: readonly WidthShare[]
  readonly weights: readonly WidthShare[]
  /** The worst first. */
  readonly layers: readonly LayerReport[]
  readonly notes: readonly string[]
}

export interface RefusedReport {
  readonly format: 1
  readonly subject: Pick<Subject, 'name' | 'fileBytes'>
  readonly refused: Pick<Refusal, 'code' | 'message' | 'hint' | 'facts'>
  /** What stands in the way, node by node. */
  readonly obstacles: readonly Obstacle[]
}

export interface Obstacle {
  readonly node: string
  readonly operator: string
  readonly reason: string
}

const MAX_LAYERS = 24
const FAST = 0.9
const WIDE = 0.1

export function makeReport(
  subject: Subject,
  modelId: string,
  data: DataReport,
  compiled: CompileReport,
  evaluation: Evaluation | null,
  layers: readonly LayerReport[],
): Report {
  const { ops, parameters, bytes, search, notes, sites } = compiled
  const rows = sites.filter(site => site.weightBits !== null)
  const total = rows.reduce((sum, site) => sum + site.products, 0)
  const fast = rows.filter(site => site.inputByte && site.weightBits! <= 8)
  const byteShare = total === 0 ? 0 : fast.reduce((sum, site) => sum + site.products, 0) / total
  return {
    format: 1,
    subject,
    modelId,
    ops,
    parameters,
    bytes,
    data,
    evaluation,
    search,
    speed: { class: byteShare >= FAST ? 'fast' : byteShare <= WIDE ? 'wide' : 'mixed', byteShare, products: total },
    values: shares(sites, site => (site.byte ? 'byte' : `${site.bits} bits`)),
    weights: shares(rows, site => `${site.weightBits} bits`),
    layers: layers
      .filter(layer => layer.decibels !== null)
      .sort((a, b) => a.decibels! - b.decibels! || a.op - b.op)
      .slice(0, MAX_LAYERS),
    notes,
  }
}

function shares<S extends { readonly products: number }>(
  sites: readonly S[],
  widthOf: (site: S) => string,
): WidthShare[] {
  const found = new Map<string, { sites: number; products: number }>()
  for (const site of sites) {
    const entry = found.get(widthOf(site)) ?? { sites: 0, products: 0 }
    entry.sites++
    entry.products += site.products
    found.set(widthOf(site), entry)
  }
  return [...found]
    .map(([width, entry]) => ({ width, ...entry }))
    .sort((a, b) => (a.width < b.width ? -1 : a.width > b.width ? 1 : 0))
}
