// A client of one OpenAI-compatible server, at the one address that the operator has set: spec/node.md, "Upstream servers". No redirect is
// followed, no proxy asked, and a name leads only where it may. What the server says is a stranger's: bounded, checked to be JSON,
// and never shown further than a short printable message.

import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { refuse, WorldError } from '../../core/errors/index.ts'
import { MAX_LINE_BYTES, MAX_LINES_BYTES } from '../../core/float/index.ts'

export interface UpstreamOptions {
  /** `http` or `https`, with a path before `/v1/..` or none. */
  readonly url: string
  /** Addresses or networks (`10.0.0.0/8`) that a name in the URL may lead to; a name without TLS needs them. */
  readonly addresses?: readonly string[]
  /** Sent as a bearer token. */
  readonly key?: string
  /** Longest silence of the server, the one before its first byte included: milliseconds. */
  readonly timeoutMs: number
}

export interface UpstreamServer {
  /**
   * Posts a body. `line` is given each JSON text of the answer as it comes: the `data` of every event of a stream, or the one object
   * of a whole answer; false ends the answer there. Resolves to whether the server has ended it. Rejects with WorldError
   * upstream_failed, with RefusalError upstream_refused or busy, or with the signal's reason.
   */
  ask(
    path: '/v1/chat/completions' | '/v1/completions',
    body: string,
    signal: AbortSignal,
    line: (json: string) => boolean,
  ): Promise<boolean>
}

/** Raw bytes of an answer: names of events, comments and all. */
const MAX_RAW_BYTES = 2 * MAX_LINES_BYTES
const MAX_ERROR_BYTES = 4096
const MAX_MESSAGE = 200
const LOOPBACK = ['127.0.0.0/8', '::1']

const failed = (message: string, cause?: unknown): WorldError =>
  new WorldError('upstream_failed', `upstream: ${message}`, cause === undefined ? {} : { cause })

function blockList(addresses: readonly string[], what: string): BlockList {
  const list = new BlockList()
  for (const text of addresses) {
    const [address = '', bits, more] = text.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const most = family === 'ipv6' ? 128 : 32
    const prefix = bits === undefined ? most : Number(bits)
    if (isIP(address) === 0 || more !== undefined || !/^\d{1,3}$/.test(bits ?? '0') || prefix > most)
      refuse('usage', `${what}: ${JSON.stringify(text)} is no address and no network`)
    list.addSubnet(address, prefix, family)
  }
  return list
}

/** The URL as it will be called, checked. Refuses with `usage`. */
function checkedUrl({ url, addresses }: Pick<UpstreamOptions, 'url' | 'addresses'>, what: string): URL {
  const bad = (reason: string): never => refuse('usage', `${what}: ${reason}`)
  if (!URL.canParse(url)) return bad('not a URL')
  const parsed = new URL(url)
  const { protocol, username, password, search, hash, hostname } = parsed
  if (protocol !== 'http:' && protocol !== 'https:') bad('http or https')
  if (username !== '' || password !== '') bad('no user and no password in it; a key goes by keyEnv')
  if (search !== '' || hash !== '') bad('no query and no fragment')
  const name = isIP(hostname.replace(/^\[|\]$/g, '')) === 0 && hostname !== 'localhost'
  // With TLS the certificate says who answers, wherever a name leads; without, nothing does.
  if (name && protocol === 'http:' && addresses === undefined)
    bad(`${hostname} is a name, and without TLS it may lead anywhere: say where in "addresses", or use https`)
  return parsed
}

/** Reads the options once; refuses (`usage`) what could lead to another server than the operator means. */
export function openUpstream(options: UpstreamOptions, what: string): UpstreamServer {
  const { key, timeoutMs } = options
  const base = checkedUrl(options, `${what}.url`)
  const given = options.addresses ?? (base.hostname === 'localhost' ? LOOPBACK : null)
  const allowed = given === null ? null : blockList(given, `${what}.addresses`)
  const literal = base.hostname.replace(/^\[|\]$/g, '')
  const isAllowed = (address: string): boolean =>
    allowed === null || allowed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  if (isIP(literal) !== 0 && !isAllowed(literal)) refuse('usage', `${what}.url: ${literal} is none of its addresses`)

  /** Where a name leads is looked at where the connection is made: what it led to before does not count. */
  const lookup: LookupFunction = (hostname, asked, callback) => {
    dnsLookup(hostname, { ...asked, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) return callback(error, '')
      const kept = found.filter(({ address }) => isAllowed(address))
      const [first] = kept
      if (first === undefined) return callback(failed('its name leads to an address that is none of its own'), '')
      if (asked.all === true) callback(null, kept)
      else callback(null, first.address, first.family)
    })
  }

  function send(path: string, body: string, signal: AbortSignal): ClientRequest {
    const bytes = Buffer.from(body)
    const request = base.protocol === 'https:' ? httpsRequest : httpRequest
    return request({
      protocol: base.protocol,
      hostname: literal,
      port: base.port === '' ? (base.protocol === 'https:' ? 443 : 80) : Number(base.port),
      path: `${base.pathname.replace(/\/(v1\/?)?$/, '')}${path}`,
      method: 'POST',
      // A connection that is kept could have been closed by the server just now, and an answer must not be asked for twice.
      agent: false,
      lookup,
      signal,
      maxHeaderSize: 16 << 10,
      headers: {
        'content-type': 'application/json',
        'content-length': bytes.length,
        accept: 'text/event-stream, application/json',
        'accept-encoding': 'identity',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
    }).end(bytes)
  }

  return {
    async ask(path, body, signal, line) {
      signal.throwIfAborted()
      const over = new AbortController()
      const silence = (): void => over.abort(failed(`silent for ${timeoutMs} ms`))
      let timer = setTimeout(silence, timeoutMs)
      const heard = (): void => {
        clearTimeout(timer)
        timer = setTimeout(silence, timeoutMs)
      }
      const ended = AbortSignal.any([signal, over.signal])
      let request: ClientRequest | undefined
      try {
        request = send(path, body, ended)
        const response = await answerTo(request)
        heard()
        if (response.statusCode !== 200) return await fail(response, key)
        return await readAnswer(response, heard, line)
      } catch (error) {
        if (signal.aborted) throw signal.reason
        if (over.signal.aborted) throw over.signal.reason
        throw told(error)
      } finally {
        clearTimeout(timer)
        request?.destroy()
      }
    },
  }
}

const answerTo = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    // Once more than once: a connection that breaks later must not end the process.
    request.on('error', reject)
    request.once('response', resolve)
  })

/** Our own errors as they are, those of sockets as the server's failure. */
function told(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof RangeError || error instanceof TypeError) return error
  if (!('syscall' in error) && !('code' in error && typeof error.code === 'string' && /^[A-Z_]+$/.test(error.code)))
    return error
  return failed(`the connection failed (${String((error as NodeJS.ErrnoException).code)})`, error)
}

/** What the server refuses or cannot do. Of its words only those about the request are passed on, and never with the key in them. */
async function fail(response: IncomingMessage, key: string | undefined): Promise<never> {
  const status = response.statusCode ?? 0
  if (status === 429) {
    const seconds = Number(response.headers['retry-after'] ?? '1')
    const retryAfter = Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600 ? seconds : 1
    return refuse('busy', 'the upstream server is busy', { facts: { retryAfter } })
  }
  if (![400, 404, 413, 415, 422].includes(status)) throw failed(`status ${status}`)
  const said = messageOf(await readSome(response))
  const plain = (key === undefined ? said : said.replaceAll(key, '***'))
    .replace(/[^\x21-\x7e]+/g, ' ')
    .slice(0, MAX_MESSAGE)
  return refuse('upstream_refused', `the upstream server does not take the request${plain === '' ? '' : `: ${plain}`}`)
}

async function readSome(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length >= MAX_ERROR_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, MAX_ERROR_BYTES).toString('utf8')
}

function messageOf(text: string): string {
  try {
    const { error, message } = JSON.parse(text) as { error?: unknown; message?: unknown }
    const said =
      typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : (error ?? message)
    return typeof said === 'string' ? said : ''
  } catch {
    return ''
  }
}

/** An object of JSON, in one line; anything else is the server's failure. */
function objectIn(text: string): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw failed('an answer that is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw failed('an answer that is no object')
  // llama.cpp and vLLM say in the stream what went wrong in it.
  if ('error' in value && !('choices' in value)) throw failed('an error in place of an answer')
  return /[\r\n]/.test(text) ? JSON.stringify(value) : text
}

async function readAnswer(
  response: IncomingMessage,
  heard: () => void,
  line: (json: string) => boolean,
): Promise<boolean> {
  const type = (response.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  const stream = type === 'text/event-stream'
  if (!stream && type !== 'application/json') throw failed('an answer of another content type')
  if (!['', 'identity'].includes(response.headers['content-encoding'] ?? '')) throw failed('an encoded answer')
  let rest: Buffer = Buffer.alloc(0)
  let raw = 0
  /** The line breaks of a stream: CRLF, LF. A line that does not end is bounded like any. */
  for await (const part of response as AsyncIterable<Buffer>) {
    heard()
    raw += part.length
    if (raw > MAX_RAW_BYTES) throw failed('an answer without end')
    // Only what is new is searched: a line in many pieces is not read once for each of them.
    let from = rest.length
    rest = rest.length === 0 ? part : Buffer.concat([rest, part])
    for (let at = stream ? rest.indexOf(10, from) : -1; at >= 0; at = rest.indexOf(10, from)) {
      const data = dataOf(rest.subarray(0, at))
      rest = rest.subarray(at + 1)
      from = 0
      if (data === null) continue
      if (data === '[DONE]') return true
      if (!line(objectIn(data))) return false
    }
    if (rest.length > MAX_LINE_BYTES) throw failed('a line without end')
  }
  if (stream) return false
  line(objectIn(utf8Of(rest)))
  return true
}

/** The data of a line of an event stream; null: it has none. */
function dataOf(line: Buffer): string | null {
  if (line.length > MAX_LINE_BYTES) throw failed('a line without end')
  const text = utf8Of(line).replace(/\r$/, '')
  if (!text.startsWith('data:')) return null
  const data = text.slice(5).trim()
  return data === '' ? null : data
}

function utf8Of(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw failed('an answer that is not UTF-8')
  }
}
