// Whether two threads mean the same by the number of a unit: kinds and ops of all of them, as text.

import type { UnitPlan } from '../plan.ts'

export const unitsOf = (plans: readonly UnitPlan[]): string =>
  plans.map(unit => (unit.kind === 'segment' ? `segment ${unit.plan.ops}` : `${unit.kind} ${unit.id}`)).join('; ')
