// Which addresses from the registry a client may call: spec/gateway.md, "Clients". Anyone can register an endpoint, so a name
// of somebody's own network must not make clients send requests there. Addresses that the user gives himself are not asked.

import { refuse } from '../core/errors/index.ts'
import type { Network } from './network.ts'

/** Chain ids that every local development chain uses. */
const DEVELOPMENT_CHAINS = [31337, 1337]

/** On a development network everything runs on one machine or in one room, and private addresses are the rule. */
export const isDevnet = (network: Network): boolean => DEVELOPMENT_CHAINS.includes(network.chainId)

const V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

const v4Number = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

const isPublicV4 = (text: string): boolean =>
  !V4.some(([base, bits]) => Math.floor(v4Number(text) / 2 ** (32 - bits)) === v4Number(base) / 2 ** (32 - bits))

/** Eight groups of an address that a URL parser has put into its short form; null where it is none. */
function groupsOf(text: string): number[] | null {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const last = tail === null ? 0 : v4Number(tail[2]!)
  const plain =
    tail === null ? text : `${tail[1]}${Math.floor(last / 65_536).toString(16)}:${(last % 65_536).toString(16)}`
  const [head = '', rest, ...more] = plain.split('::')
  if (more.length > 0) return null
  const read = (part: string): number[] => (part === '' ? [] : part.split(':').map(group => Number.parseInt(group, 16)))
  const [left, right] = [read(head), read(rest ?? '')]
  const missing = 8 - left.length - right.length
  const groups = [...left, ...new Array<number>(rest === undefined ? 0 : Math.max(0, missing)).fill(0), ...right]
  return groups.length === 8 && groups.every(group => group >= 0 && group <= 0xffff) ? groups : null
}

/** Global unicast (2000::/3) alone, without documentation, tunnels and translations, which can carry private IPv4. */
function isPublicV6(text: string): boolean {
  const groups = groupsOf(text)
  if (groups === null) return false
  const [a, b] = groups as [number, number]
  if (a < 0x2000 || a > 0x3fff) return false
  return a !== 0x2002 && !(a === 0x2001 && (b < 0x200 || b === 0xdb8)) && a !== 0x3fff
}

/** Is this IP address one that the whole Internet can reach? */
export const isPublicAddress = (address: string): boolean =>
  /^\d+\.\d+\.\d+\.\d+$/.test(address) ? isPublicV4(address) : isPublicV6(address)

const LOCAL_NAMES = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|home\.arpa|corp|private|test|invalid|onion)$/

/** The endpoint's base URL in its normal form, or refused (`endpoint_refused`). */
export function checkEndpoint(endpoint: string, network: Network): string {
  const bad = (reason: string): never =>
    refuse('endpoint_refused', `endpoint ${JSON.stringify(endpoint.slice(0, 200))}: ${reason}`)
  let url: URL
  try {
    url = new URL(endpoint)
  } catch {
    return bad('not a URL')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') bad('neither http nor https')
  if (url.username !== '' || url.password !== '') bad('holds a name or password')
  if (url.search !== '' || url.hash !== '') bad('has a query or fragment')
  const base = url.href.replace(/\/+$/, '')
  if (isDevnet(network)) return base
  // The URL parser has turned every spelling of an IPv4 address (decimal, octal, hex, short) into the dotted one.
  const host = url.hostname.replace(/\.$/, '')
  const v6 = /^\[(.*)\]$/.exec(host)?.[1]
  if (v6 !== undefined || /^[\d.]+$/.test(host)) {
    if (!isPublicAddress(v6 ?? host)) bad('not an address of the public Internet')
  } else if (!host.includes('.') || LOCAL_NAMES.test(host)) bad('a name of a local network')
  return base
}
