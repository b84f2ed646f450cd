// Room of one thread for what products keep while they run: packed positions, a widened panel, unfinished sums. The module
// sets it aside; threads of a shared memory are given their own.

/** Packed positions: at most this many bytes stay near while all panels pass. */
export const PACKED_BYTES: i32 = 416 << 10
/** Steps of weights that pass at once, 32 bytes each: half of a small first-level cache. */
export const CHUNK_STEPS: i32 = 512
/** Positions of a tile. */
export const TILE: i32 = 96

const PANEL_BYTES: i32 = CHUNK_STEPS * 32
const SUM_BYTES: i32 = TILE * 32
/** How far packing may write past a block. */
const SPILL: i32 = 64
/** Parameters of a product that a kernel makes up for itself. */
const PARAMETER_BYTES: i32 = 128
export const WORKSPACE_BYTES: i32 = PANEL_BYTES + SUM_BYTES + PACKED_BYTES + SPILL + PARAMETER_BYTES

let start: usize = 0

export function placeWorkspace(at: usize): void {
  start = at
}

// @ts-ignore: decorator
@inline
export function panelAt(): usize {
  return start
}

// @ts-ignore: decorator
@inline
export function sumsAt(): usize {
  return start + PANEL_BYTES
}

// @ts-ignore: decorator
@inline
export function packedAt(): usize {
  return start + PANEL_BYTES + SUM_BYTES
}

// @ts-ignore: decorator
@inline
export function parametersAt(): usize {
  return start + PANEL_BYTES + SUM_BYTES + PACKED_BYTES + SPILL
}

/** What an attention keeps lies behind, in sessions that have one: their workspaces are longer. */
// @ts-ignore: decorator
@inline
export function beyondAt(): usize {
  return start + WORKSPACE_BYTES
}
