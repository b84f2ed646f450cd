// What a step of an op is: spec/trace.md, "Steps".

import type { Op, OpKind } from '../../graph/index.ts'
import type { Opener } from '../opener.ts'

export type OpOf<K extends OpKind> = Extract<Op, { kind: K }>

/** Is the claimed value another than the one that the openings give? */
export type StepRule<K extends OpKind> = (op: OpOf<K>, opener: Opener) => boolean
export type StepRules<K extends OpKind> = { readonly [P in K]: StepRule<P> }
