// The page that verifies: files in, judge()'s checks on the screen. spec/gateway.md, "A page that verifies". It holds no key, keeps
// nothing, and writes what strangers made as text alone. Nothing is sent anywhere; what is asked for is said on the page.

import { fromUtf8, type Hex } from '../../core/bytes/index.ts'
import { attempt, RefusalError, WorldError } from '../../core/errors/index.ts'
import { encodeModel } from '../../core/graph/index.ts'
import { parseBundle } from '../../core/receipt/index.ts'
import { fetchModel } from '../fetchModel.ts'
import { makeGateways } from '../gateways.ts'
import { anchoringOf } from './chain.ts'
import { KINDS, type Kind, kindOf } from './files.ts'
import { type Judged, judge, type PageCheck, type State } from './judge.ts'
import { GROUPS } from './words.ts'

interface Held {
  readonly name: string
  readonly bytes: Uint8Array
}

const held = new Map<Kind, Held>()
/** Of which model the held file was fetched: another receipt asks for another one. */
let fetchedFor: Hex | null = null
/** The gateway that serves the page; none when it was opened from a file. */
const gateways = /^https?:$/.test(location.protocol) ? [location.origin] : []

const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement

function element(tag: string, text = '', className = ''): HTMLElement {
  const made = document.createElement(tag)
  if (text !== '') made.textContent = text
  if (className !== '') made.className = className
  return made
}

function listOf(lines: readonly string[]): HTMLElement {
  const list = element('ul')
  list.append(...lines.map(line => element('li', line)))
  return list
}

const STATES: Readonly<Record<State, string>> = { holds: 'holds', fails: 'does not hold', open: 'not checked here' }
const COUNTED: Readonly<Record<State, string>> = { ...STATES, holds: 'hold', fails: 'do not hold' }
const MARKS: Readonly<Record<State, string>> = { holds: '✓', fails: '✗', open: '?' }

function say(state: string, text: string): void {
  const summary = byId('summary')
  summary.dataset['state'] = state
  summary.textContent = text
}

/** Takes files in, each by its content; one that is no such thing is what the field says that it was dropped on. */
async function take(files: Iterable<File>, field: Kind | null): Promise<void> {
  const strange: string[] = []
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const kind = kindOf(bytes) ?? field
    if (kind === null) strange.push(file.name)
    else held.set(kind, { name: file.name, bytes })
    if (kind === 'model') fetchedFor = null
  }
  showHeld()
  await check(strange)
}

function showHeld(): void {
  for (const kind of KINDS) {
    const file = held.get(kind)
    const words = file === undefined ? 'none yet' : `${file.name}, ${file.bytes.length.toLocaleString('en')} bytes`
    byId(`${kind}-held`).textContent = words
  }
}

/** Number of the newest check: an older one that ends later is not shown. */
let newest = 0

async function check(strange: readonly string[] = []): Promise<void> {
  const mine = ++newest
  byId('result').hidden = true
  const others = strange.length === 0 ? '' : ` Not a receipt, proof, model or network file: ${strange.join(', ')}.`
  const receipt = held.get('receipt')
  if (receipt === undefined) return say('waiting', `Choose or drop a receipt.${others}`)
  say('working', `Checking ….${others}`)
  // Lets the screen say so before the arithmetic takes the page.
  await new Promise(resolve => setTimeout(resolve, 30))
  try {
    const text = textOf(receipt.bytes)
    const note = await fetchMissingModel(text)
    const network = held.get('network')
    const started = performance.now()
    const judged = await judge({
      receipt: text,
      proof: held.get('proof')?.bytes ?? null,
      model: held.get('model')?.bytes ?? null,
      chain: network === undefined ? null : anchoringOf(textOf(network.bytes), gateways),
      now: Date.now(),
    })
    if (mine === newest) show(judged, performance.now() - started, `${note}${others}`)
  } catch (error) {
    if (mine === newest)
      say('failed', `This page has failed: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Text that is none is no JSON either: judge() says so. */
const textOf = (bytes: Uint8Array): string => {
  const decoded = attempt(() => fromUtf8(bytes))
  return decoded.ok ? decoded.value : ''
}

/** From the gateway that serves this page; its bytes are checked against the receipt's model id. Returns what is to be said. */
async function fetchMissingModel(receipt: string): Promise<string> {
  const bundle = parseBundle(receipt)
  if (gateways.length === 0 || !held.has('proof') || !bundle.ok) return ''
  const { modelId } = bundle.value.receipt
  if (held.has('model') && (fetchedFor === null || fetchedFor === modelId)) return ''
  held.delete('model')
  const client = {
    fetch: (url: string, init?: RequestInit) => globalThis.fetch(url, init),
    gateways: async () => makeGateways(gateways),
  }
  try {
    const found = await fetchModel(client, { modelId })
    if (!found.ok) return ` The model could not be fetched: ${found.message}.`
    held.set('model', { name: `from ${location.host}`, bytes: encodeModel(found.value) })
    fetchedFor = modelId
    showHeld()
    return ''
  } catch (error) {
    if (!(error instanceof RefusalError) && !(error instanceof WorldError)) throw error
    return ` The model could not be fetched: ${error.message}.`
  }
}

function show(judged: Judged, ms: number, note: string): void {
  const counts = (['holds', 'fails', 'open'] as const)
    .map(state => [judged.checks.filter(one => one.state === state).length, COUNTED[state]] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
  say(judged.state, `${judged.summary} Of ${judged.checks.length} checks: ${counts.join(', ')}.${note}`)
  const parts = [
    ...(judged.shown.length === 0 ? [] : [element('h2', 'What is shown'), listOf(judged.shown)]),
    ...(judged.trust.length === 0 ? [] : [element('h2', 'What is left to trust'), listOf(judged.trust)]),
    ...factsOf(judged.facts),
    element('h2', 'Every check'),
    ...GROUPS.map(group =>
      groupOf(
        group,
        judged.checks.filter(one => one.group === group),
      ),
    ).filter(one => one !== null),
    ...soundnessOf(judged),
    element('p', `Checked in ${Math.round(ms)} ms.`, 'time'),
  ]
  const result = byId('result')
  result.replaceChildren(...parts)
  result.dataset['ms'] = String(Math.round(ms))
  result.hidden = false
}

function factsOf(facts: Judged['facts']): HTMLElement[] {
  if (facts.length === 0) return []
  const list = element('dl')
  for (const [label, value] of facts) list.append(element('dt', label), element('dd', value))
  return [element('h2', 'The receipt says'), list]
}

/** Groups in which everything holds are closed: what matters comes first, and everything can be opened. */
function groupOf(group: string, checks: readonly PageCheck[]): HTMLElement | null {
  if (checks.length === 0) return null
  const holding = checks.filter(({ state }) => state === 'holds').length
  const details = document.createElement('details')
  details.open = group === GROUPS[0] || holding < checks.length
  const list = element('ul', '', 'checks')
  list.append(...checks.map(itemOf))
  details.append(element('summary', `${group}: ${holding} of ${checks.length} hold`), list)
  return details
}

function itemOf({ name, state, code, meaning, detail }: PageCheck): HTMLElement {
  const item = element('li', '', state)
  item.dataset['check'] = name
  item.dataset['code'] = code
  const mark = element('span', MARKS[state], 'mark')
  mark.setAttribute('aria-hidden', 'true')
  const head = element('p')
  head.append(mark, element('code', name), element('strong', ` ${STATES[state]}`))
  if (state === 'fails' || (state === 'open' && code !== 'unchecked')) head.append(element('code', ` ${code}`))
  item.append(head)
  // What a check that does not hold would have meant is no news, but says what is missing.
  if (meaning !== '') item.append(element('p', state === 'holds' ? meaning : `Would mean: ${meaning}`))
  if (detail !== '') item.append(element('p', detail, 'detail'))
  return item
}

function soundnessOf({ soundness }: Judged): HTMLElement[] {
  if (soundness === null) return []
  const details = document.createElement('details')
  const lines = soundness.causes.map(({ what, log2 }) => `${what}: 2^${log2.toFixed(1)}`)
  details.append(element('summary', `What a proof of such a run leaves to chance: 2^-${soundness.bits}`), listOf(lines))
  return [details]
}

function listen(): void {
  for (const kind of KINDS) {
    const input = byId(kind) as HTMLInputElement
    // The same file chosen again, made anew meanwhile, is no change to a browser.
    input.addEventListener('click', () => {
      input.value = ''
    })
    input.addEventListener('change', () => void take(input.files ?? [], kind))
    const zone = byId(`${kind}-zone`)
    zone.addEventListener('drop', event => {
      event.preventDefault()
      event.stopPropagation()
      mark(false)
      void take(event.dataTransfer?.files ?? [], kind)
    })
  }
  const mark = (isOver: boolean): void => {
    document.body.classList.toggle('over', isOver)
  }
  document.addEventListener('dragover', event => {
    event.preventDefault()
    mark(true)
  })
  document.addEventListener('dragleave', event => mark(event.relatedTarget !== null))
  document.addEventListener('drop', event => {
    event.preventDefault()
    mark(false)
    void take(event.dataTransfer?.files ?? [], null)
  })
  byId('form').addEventListener('submit', event => event.preventDefault())
  byId('form').addEventListener('reset', () => {
    held.clear()
    fetchedFor = null
    showHeld()
    void check()
  })
  byId('served').hidden = gateways.length === 0
  byId('opened').hidden = gateways.length > 0
}

listen()
void check()
