// A report for people: the same table as plain text and as Markdown. JSON is the report itself.

import type { Machine, Report, Row, Target } from './harness.ts'

const HEADER = ['case', 'metric', 'ours', 'others', 'target', 'met']

export const textOf = (report: Report): string => {
  const table = [HEADER, ...report.rows.map(cells)]
  const widths = HEADER.map((_, column) => Math.max(...table.map(row => row[column]!.length)))
  const lines = table.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  )
  return [`${report.suite} on ${machineText(report.machine)}`, '', ...lines, ...notes(report)].join('\n')
}

export const markdownOf = (report: Report): string => {
  const row = (entries: readonly string[]): string => `| ${entries.join(' | ')} |`
  return [
    `# Benchmark: ${report.suite}`,
    '',
    `Written by \`npm run -s bench -- ${report.suite}\`; not edited. Medians, with the smallest and the largest run in brackets.`,
    '',
    `Machine: ${machineText(report.machine)}.`,
    '',
    row(HEADER),
    row(HEADER.map(() => '---')),
    ...report.rows.map(entry => row(cells(entry))),
    ...notes(report),
    '',
  ].join('\n')
}

const machineText = ({ cpu, cores, memoryGiB, node, platform, load }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGiB} GiB, Node ${node}, ${platform}, load ${load} before`

function cells(row: Row): string[] {
  const others = Object.entries(row.others).map(([name, value]) => {
    const ratio = row.ratios[name]
    return `${name} ${figure(value)} ${spread(row.spread.others[name]!)}${ratio === undefined ? '' : `, ${figure(ratio)} times`}`
  })
  return [
    row.case,
    row.metric,
    `${figure(row.ours)} ${row.unit} ${spread(row.spread.ours)}`,
    others.join('; '),
    row.target === null ? '' : targetText(row.target, row.unit),
    row.met === null ? '' : row.met ? 'yes' : 'NO',
  ]
}

const targetText = (target: Target, unit: string): string => {
  const bound = 'atMost' in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`
  return 'ratio' in target ? `${bound} times ${target.ratio}` : `${bound} ${unit}`
}

const spread = ([low, high]: readonly [number, number]): string => `[${figure(low)}..${figure(high)}]`

/** Three significant digits, and all digits before the point. */
const figure = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))

function notes({ rows, skipped }: Report): string[] {
  const missed = rows.filter(row => row.met === false)
  return [
    ...(missed.length === 0 ? [] : ['', `Missed: ${missed.map(row => `${row.case} (${row.metric})`).join(', ')}.`]),
    ...skipped.map(entry => `\nNot measured: ${entry.case}, ${entry.reason}.`),
  ]
}
