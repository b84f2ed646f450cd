// The report as one page that needs nothing else: no script, no font, no address. spec/compile.md, "Report". Names come out of
// files that strangers made, and are escaped wherever they stand.

import type { RefusedReport, Report, WidthShare } from './report.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Text for HTML; what would reorder a line is shown as its code. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[&<>"']/g, c => ESCAPES[c]!)
    .replace(
      /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
      c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:64rem;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%}caption{text-align:left;
padding-bottom:.5rem}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8886;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}code{font-size:.9em;overflow-wrap:anywhere}.scroll{overflow-x:auto}
svg{display:block}`

const page = (title: string, body: readonly string[]): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body.join('\n')}
</main>
</body>
</html>
`

type Cell = string | { readonly number: string } | { readonly html: string }

function table(caption: string, head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const cell = (tag: 'th' | 'td', content: Cell, attributes = ''): string => {
    if (typeof content === 'string') return `<${tag}${attributes}>${escapeHtml(content)}</${tag}>`
    if ('html' in content) return `<${tag}${attributes}>${content.html}</${tag}>`
    return `<${tag}${attributes} class="n">${escapeHtml(content.number)}</${tag}>`
  }
  const header = head.map(content => cell('th', content, ' scope="col"')).join('')
  const body = rows
    .map(
      row =>
        `<tr>${row.map((content, i) => (i === 0 ? cell('th', content, ' scope="row"') : cell('td', content))).join('')}</tr>`,
    )
    .join('\n')
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${header}</tr></thead><tbody>
${body}
</tbody></table></div>`
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
const number = (text: string | number): Cell => ({ number: String(text) })
const count = (n: number): Cell => number(n.toLocaleString('en'))
const small = (n: number): Cell => number(n === 0 ? '0' : n.toPrecision(3))

/** A share as a bar, with the figure beside it for whoever does not see it. */
const bar = (share: number): Cell => ({
  html: `<svg width="120" height="10" aria-hidden="true"><rect width="120" height="10" fill="#8884"/><rect width="${(120 * share).toFixed(1)}" height="10" fill="#2a7"/></svg>${percent(share)}`,
})

const SPEED = {
  fast: 'fast: nearly all multiplications are of bytes',
  mixed: 'mixed: some multiplications are of bytes, the others of wider values',
  wide: 'wide: hardly any multiplication is of bytes',
} as const

export function reportPage(report: Report): string {
  const { subject, evaluation, data, search, speed } = report
  return page(`${subject.name}: float32 and exact`, [
    `<h1>${escapeHtml(subject.name)}: what exactness costs</h1>`,
    `<p>Model id <code>${escapeHtml(report.modelId)}</code></p>`,
    '<h2>Accuracy</h2>',
    ...accuracy(report),
    ...(data.random
      ? ['<p><strong>No data was given: ranges come from random values, and real data may leave them.</strong></p>']
      : []),
    '<h2>Sizes and speed</h2>',
    table(
      'The file and what was made of it',
      ['What', { number: 'Amount' }],
      [
        ['Bytes of the ONNX file', count(subject.fileBytes)],
        ['Bytes of the exact model', count(report.bytes)],
        ['Weights and biases', count(report.parameters)],
        ['Operations', count(report.ops)],
        ['Multiplications with weights, one row', count(speed.products)],
        ['Rows that set ranges', count(data.calibrationRows)],
        ['Rows evaluated', count(evaluation === null ? 0 : data.evaluationRows)],
      ],
    ),
    `<p>Speed class: ${escapeHtml(SPEED[speed.class])} (${percent(speed.byteShare)}).</p>`,
    '<h2>Where bits went</h2>',
    ...(search === null
      ? ['<p>Widths were given.</p>']
      : [
          `<p>Widths were searched for, with a preference for ${search.prefer}: the noise of the worst output was to stay below ${search.targetLoss} of its variance, and is expected at ${search.loss.toPrecision(2)}${search.reached ? '' : ' (the target was not reached)'}.</p>`,
        ]),
    widths('Values between operations', report.values),
    widths('Weights', report.weights),
    ...(report.layers.length === 0 ? [] : ['<h2>Worst layers</h2>', layers(report)]),
    ...(report.notes.length === 0
      ? []
      : ['<h2>Notes</h2>', '<ul>', ...report.notes.map(note => `<li>${escapeHtml(note)}</li>`), '</ul>']),
  ])
}

function accuracy({ evaluation, data }: Report): string[] {
  if (evaluation === null) return ['<p>Not measured.</p>']
  const where = data.heldOut ? 'held-out rows' : 'rows that also set the ranges'
  const what =
    evaluation.metric === 'accuracy'
      ? `Right by the labels, ${evaluation.samples} ${where}: float32 ${percent(evaluation.float)}, exact ${percent(evaluation.exact)}.`
      : `Same top answer as float32 in ${percent(evaluation.agreement)} of ${evaluation.samples} ${where}.`
  return [
    `<p>${escapeHtml(what)}</p>`,
    table(
      'Exact outputs against float32',
      [
        'Output',
        { number: 'Cosine' },
        { number: 'Same top answer' },
        { number: 'Mean error' },
        { number: 'Largest error' },
        { number: 'Noise of variance' },
      ],
      Object.entries(evaluation.outputs).map(([name, output]) => [
        name,
        number(output.cosine.toFixed(6)),
        number(percent(output.agreement)),
        small(output.meanError),
        small(output.maxError),
        small(output.loss),
      ]),
    ),
  ]
}

function widths(caption: string, shares: readonly WidthShare[]): string {
  const total = shares.reduce((sum, { products }) => sum + products, 0)
  return table(
    caption,
    ['Width', { number: 'Sites' }, 'Share of the work'],
    shares.map(({ width, sites, products }) => [width, count(sites), bar(total === 0 ? 0 : products / total)]),
  )
}

const layers = ({ layers: list }: Report): string =>
  table(
    'Signal to noise, everything before a layer included; the worst first',
    ['Node', 'Kind', { number: 'Decibels' }, { number: 'Bits' }, { number: 'At the end of the range' }],
    list.map(({ node, kind, decibels, bits, saturated }) => [
      node === '' ? '(without a name)' : node,
      kind,
      number(decibels!.toFixed(1)),
      number(bits),
      number(percent(saturated)),
    ]),
  )

export function refusedPage({ subject, refused, obstacles }: RefusedReport): string {
  return page(`${subject.name}: not exact`, [
    `<h1>${escapeHtml(subject.name)}: cannot be made exact</h1>`,
    `<p><code>${escapeHtml(refused.code)}</code>: ${escapeHtml(refused.message)}</p>`,
    ...(refused.hint === undefined ? [] : [`<p>${escapeHtml(refused.hint)}</p>`]),
    '<h2>What stands in the way</h2>',
    table(
      'Nodes that have no exact form',
      ['Node', 'Operator', 'Reason'],
      obstacles.map(({ node, operator, reason }) => [node === '' ? '(without a name)' : node, operator, reason]),
    ),
    '<p>The model can still be run by the float engine: publish it with <code>--float</code>. Its answers then carry signatures and hardware evidence, but nobody can recompute them bit for bit.</p>',
  ])
}
