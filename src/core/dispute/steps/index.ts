// The step of every op.

import type { Op, OpKind } from '../../graph/index.ts'
import type { Opener } from '../opener.ts'
import { copies } from './copies.ts'
import { elementwise } from './elementwise.ts'
import { lines } from './lines.ts'
import { products } from './products.ts'
import type { StepRule, StepRules } from './types.ts'

const RULES: StepRules<OpKind> = { ...copies, ...products, ...elementwise, ...lines }

/** Is the claimed value of the step another than the one that follows? */
export const faulty = (op: Op, opener: Opener): boolean => (RULES[op.kind] as StepRule<OpKind>)(op, opener)
