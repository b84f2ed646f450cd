export type Missing = { readonly missing: string }
export function ensureVenv(
  name: string,
  requirements: readonly string[],
): { readonly python: string; readonly missing?: undefined } | Missing
export function fetchWheel(release: {
  readonly name: string
  readonly version: string
  readonly sha256: string
}): { readonly path: string; readonly missing?: undefined } | Missing
