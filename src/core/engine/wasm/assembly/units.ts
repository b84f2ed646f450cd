// Work in units that threads take one after the other: so many lines of an op that taking them is worth it. What is set here
// belongs to the op that was divided last.

/** Values that are worth a unit. */
const WORTH: i32 = 8192
/** Values of a line, where an op has none of its own: whole vectors, so that no two units store to one. */
export const BLOCK: i32 = 2048

let total = 0
let grain = 1

/** Divides `lines` lines of `length` values each; gives the number of units. */
export function divideLines(lines: i32, length: i32): i32 {
  total = lines
  grain = max(1, WORTH / length)
  return (lines + grain - 1) / grain
}

/** Lines that hold `values` values in blocks. */
export function blocksOf(values: i32): i32 {
  return (values + BLOCK - 1) / BLOCK
}

/** The unit's first line, and where it ends. */
export function firstOf(unit: i32): i32 {
  return unit * grain
}

export function endOf(unit: i32): i32 {
  return min(total, (unit + 1) * grain)
}
