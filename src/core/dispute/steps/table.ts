// Rows of a table in the weights: bases as int32, and behind all of them slopes as int16 where there is a segment.

import { refuse } from '../../errors/index.ts'
import type { Table, TableRows } from '../../graph/index.ts'
import type { Opened, Span } from '../spans.ts'

export interface TableSpans {
  readonly spans: readonly Span[]
  /** A table of which the opened rows can be read. */
  read(opened: Opened): TableRows
}

/** Spans of the rows that arguments (not negative) of a table meet, each once. */
export function tableRows(op: Table, meets: Iterable<number>): TableSpans {
  const rows = [...new Set([...meets].map(u => u >> op.segment))].sort((a, b) => a - b)
  const count = 2 ** op.tableBits
  if (rows.some(row => row < 0 || row >= count)) refuse('step_refused', 'a value that is no argument of the table')
  const base = (row: number): number => op.weightOffset + 4 * row
  const slope = (row: number): number => op.weightOffset + 4 * count + 2 * row
  const bases = rows.map(row => ({ at: base(row), count: 4 }))
  return {
    spans: op.segment === 0 ? bases : [...bases, ...rows.map(row => ({ at: slope(row), count: 2 }))],
    read(opened) {
      const table = { base: new Int32Array(count), slope: new Int16Array(op.segment === 0 ? 0 : count) }
      for (const row of rows) {
        table.base[row] = opened.signed(base(row), 4)
        if (op.segment !== 0) table.slope[row] = opened.signed(slope(row), 2)
      }
      return table
    },
  }
}

export const tableRow = (op: Table, u: number): TableSpans => tableRows(op, [u])
