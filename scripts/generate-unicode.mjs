// Generates src/core/language/tokenizer/generated/unicode.ts: general categories and some scripts of Unicode 15.0. That version is
// fixed in spec/tokenizer.md, so this runs once; its source stays out of the dependencies (35 MB). To run it again:
//   npm pack @unicode/unicode-15.0.0 && tar xf unicode-unicode-15.0.0-*.tgz && node scripts/generate-unicode.mjs package
// `--check` after the folder compares instead of writing and exits 1 on drift. A test compares the table with the engine's own.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './ensure.mjs'

/** In the order of their letters in the table: A to Z, then a to d. */
const CATEGORIES = {
  Lu: 'Uppercase_Letter',
  Ll: 'Lowercase_Letter',
  Lt: 'Titlecase_Letter',
  Lm: 'Modifier_Letter',
  Lo: 'Other_Letter',
  Mn: 'Nonspacing_Mark',
  Mc: 'Spacing_Mark',
  Me: 'Enclosing_Mark',
  Nd: 'Decimal_Number',
  Nl: 'Letter_Number',
  No: 'Other_Number',
  Pc: 'Connector_Punctuation',
  Pd: 'Dash_Punctuation',
  Ps: 'Open_Punctuation',
  Pe: 'Close_Punctuation',
  Pi: 'Initial_Punctuation',
  Pf: 'Final_Punctuation',
  Po: 'Other_Punctuation',
  Sm: 'Math_Symbol',
  Sc: 'Currency_Symbol',
  Sk: 'Modifier_Symbol',
  So: 'Other_Symbol',
  Zs: 'Space_Separator',
  Zl: 'Line_Separator',
  Zp: 'Paragraph_Separator',
  Cc: 'Control',
  Cf: 'Format',
  Cs: 'Surrogate',
  Co: 'Private_Use',
  Cn: 'Unassigned',
}
const SCRIPTS = [
  'Arabic',
  'Armenian',
  'Bengali',
  'Cyrillic',
  'Devanagari',
  'Ethiopic',
  'Georgian',
  'Greek',
  'Gujarati',
  'Gurmukhi',
  'Han',
  'Hangul',
  'Hebrew',
  'Hiragana',
  'Kannada',
  'Katakana',
  'Khmer',
  'Lao',
  'Latin',
  'Malayalam',
  'Mongolian',
  'Myanmar',
  'Oriya',
  'Sinhala',
  'Tamil',
  'Telugu',
  'Thai',
  'Tibetan',
]

const folder = process.argv[2]
if (folder === undefined) {
  console.error('usage: node scripts/generate-unicode.mjs FOLDER [--check]; see the head of the script')
  process.exit(2)
}
const ranges = async name =>
  (await import(pathToFileURL(join(resolve(folder), name, 'ranges.mjs')).href)).default.map(({ begin, end }) => [
    begin,
    end,
  ])

const category = new Uint8Array(0x110000).fill(255)
let at = 0
for (const name of Object.values(CATEGORIES)) {
  for (const [begin, end] of await ranges(`General_Category/${name}`)) category.fill(at, begin, end)
  at++
}
if (category.includes(255)) throw new Error('some code points have no category')

const letter = i => String.fromCharCode(i < 26 ? 65 + i : 97 + i - 26)
/** Letter of the category, length of the run in decimal unless it is 1. */
let runs = ''
for (let start = 0; start < category.length; ) {
  let end = start + 1
  while (end < category.length && category[end] === category[start]) end++
  runs += letter(category[start]) + (end - start === 1 ? '' : String(end - start))
  start = end
}

const lines = (text, width = 120) => text.match(new RegExp(`.{1,${width}}`, 'g')).map(line => `  '${line}'`)
const scripts = []
for (const name of SCRIPTS) {
  let last = 0
  const numbers = []
  for (const [begin, end] of await ranges(`Script/${name}`)) {
    numbers.push(begin - last, end - begin)
    last = end
  }
  scripts.push(`  ${name}: '${numbers.map(n => n.toString(36)).join(' ')}',`)
}

const text = `// Generated from Unicode 15.0 by scripts/generate-unicode.mjs. Do not edit.

/** General categories in the order of their letters in RUNS. */
export const CATEGORIES = '${Object.keys(CATEGORIES).join(' ')}'

/** Every code point from 0 on: a letter (A to Z, a to d: the category), the number of code points unless 1. */
export const RUNS =
${lines(runs).join(' +\n')}

/** Gaps and lengths of ranges in base 36. */
export const SCRIPTS = {
${scripts.join('\n')}
} as const
`
const target = join(root, 'src/core/language/tokenizer/generated/unicode.ts')
if (!process.argv.includes('--check')) writeFileSync(target, text)
else if (readFileSync(target, 'utf8') !== text) {
  console.error(`${target} is not what scripts/generate-unicode.mjs makes`)
  process.exit(1)
}
