// What a node offers: spec/contracts.md, section "Roles". The registry keeps the bits and reads nothing into them.

/** In the order of their bits. */
export const ROLES = ['executor', 'host', 'verifier', 'cosigner', 'gateway', 'relay'] as const
export type Role = (typeof ROLES)[number]

export const rolesToBits = (roles: readonly Role[]): number =>
  ROLES.reduce((bits, role, i) => (roles.includes(role) ? bits | (1 << i) : bits), 0)

/** Bits that this version does not know are left out. */
export const rolesFromBits = (bits: number): Role[] => ROLES.filter((_, i) => (bits & (1 << i)) !== 0)
