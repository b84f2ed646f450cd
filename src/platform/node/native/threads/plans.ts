// Whether two threads mean the same by the number of a unit: kinds and ops of all of them, as text.

import type { UnitPlan } from '../plan.ts'

export const unitsOf = (plans: readonly UnitPlan[]): string =>
  plans
    .map(unit => {
      if (unit.kind === 'segment') return `segment ${unit.plan.ops}`
      return `${unit.kind} ${unit.kind === 'product' ? unit.plan.map(({ id }) => id) : unit.id}`
    })
    .join('; ')
