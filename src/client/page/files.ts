// What a dropped file is, by its content: nobody has to know which field it belongs into.

export const KINDS = ['receipt', 'proof', 'model', 'network'] as const
export type Kind = (typeof KINDS)[number]

const MAGIC = { proof: 'ASSAY-PROOF\0', model: 'ASSAY\0M1' } as const
/** No receipt or network file is larger; what is, is not read as text. */
const MOST_TEXT = 16 << 20

/** Null: none of them, or spoilt at its beginning. */
export function kindOf(bytes: Uint8Array): Kind | null {
  for (const kind of ['proof', 'model'] as const) {
    const magic = MAGIC[kind]
    if ([...magic].every((c, i) => bytes[i] === c.charCodeAt(0))) return kind
  }
  const value = jsonOf(bytes)
  if (typeof value !== 'object' || value === null) return null
  if ('format' in value && String(value.format).startsWith('assay-network/')) return 'network'
  return 'receipt' in value ? 'receipt' : null
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return bytes.length > MOST_TEXT ? null : JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
