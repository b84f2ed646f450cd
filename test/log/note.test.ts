import { createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, fromBase64, toBase64, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import {
  checkCosignature,
  checkNoteSignature,
  cosignNote,
  type Ed25519,
  formatCheckpointBody,
  formatNote,
  MAX_NOTE_BYTES,
  MAX_NOTE_SIGNATURES,
  type Note,
  nobleEd25519,
  noteKeyId,
  parseCheckpointBody,
  parseNote,
  signNote,
} from '../../src/core/log/index.ts'

const seed = sha256(utf8('log key'))
const name = 'assay/log/31337/0x0101010101010101010101010101010101010101'
const key = { name, publicKey: nobleEd25519.publicKey(seed) }
const cosigner = { name: 'assay/node/0x0202020202020202020202020202020202020202', seed: sha256(utf8('cosigner')) }
const cosignerKey = { name: cosigner.name, publicKey: nobleEd25519.publicKey(cosigner.seed) }
const root = sha256(utf8('root'))
const text = formatCheckpointBody({ origin: name, size: 12, root })
const note: Note = {
  text,
  signatures: [signNote(text, { name, seed }), cosignNote(text, cosigner, 1_700_000_000)],
}
const whole = formatNote(note)

/** Ed25519 of OpenSSL, through node:crypto: an independent implementation. */
const openssl: Ed25519 = {
  publicKey: bytes => createPublicKey(pkcs8(bytes)).export({ format: 'der', type: 'spki' }).subarray(-32),
  sign: (message, bytes) => nodeSign(null, message, pkcs8(bytes)),
  verify(signature, message, publicKey) {
    const der = concat(new Uint8Array(Buffer.from('302a300506032b6570032100', 'hex')), publicKey)
    return nodeVerify(null, message, createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' }), signature)
  },
}
const pkcs8 = (bytes: Uint8Array) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytes]),
    format: 'der',
    type: 'pkcs8',
  })

describe('signed notes', () => {
  it('accepts the example of the Go note package under its published key', () => {
    const example =
      'If you think cryptography is the answer to your problem,\n' +
      "then you don't know what your problem is.\n\n" +
      '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
    const neumann = {
      name: 'PeterNeumann',
      publicKey: fromBase64('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')!.subarray(1),
    }
    expect(noteKeyId('ed25519', neumann)).toBe(0xc74f20a3)
    const parsed = parseNote(example)
    if (!parsed.ok) throw new Error(parsed.message)
    expect(checkNoteSignature(parsed.value, neumann)).toBe('valid')
    expect(formatNote(parsed.value)).toBe(example)
  })

  it('reads the checkpoint and cosignature lines of the C2SP pages', () => {
    const example =
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
      '\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
      '\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n'
    const parsed = parseNote(example)
    if (!parsed.ok) throw new Error(parsed.message)
    const body = parseCheckpointBody(parsed.value.text)
    expect(body.ok && [body.value.origin, body.value.size]).toEqual(['example.com/behind-the-sofa', 20852163])
    expect(parsed.value.signatures.map(line => [line.keyId, line.signature.length])).toEqual([
      [0x033de0ae, 64],
      [0x8d66cf3f, 72],
    ])
    // The time in the page's example, 1679315147, stands in the first eight bytes.
    expect(new DataView(parsed.value.signatures[1]!.signature.buffer).getBigUint64(0)).toBe(1679315147n)
  })

  it('signs as OpenSSL does, and each accepts the other', () => {
    expect(toHex(openssl.publicKey(seed))).toBe(toHex(nobleEd25519.publicKey(seed)))
    expect(signNote(text, { name, seed }, openssl)).toEqual({ ...note.signatures[0]!, signature: expect.anything() })
    expect(toHex(signNote(text, { name, seed }, openssl).signature)).toBe(toHex(note.signatures[0]!.signature))
    expect(toHex(cosignNote(text, cosigner, 1_700_000_000, openssl).signature)).toBe(
      toHex(note.signatures[1]!.signature),
    )
    expect(checkNoteSignature(note, key, openssl)).toBe('valid')
    expect(checkCosignature(note, cosignerKey, openssl)).toEqual({ ok: true, value: 1_700_000_000 })
  })

  it('round-trips', () => {
    const parsed = parseNote(whole)
    expect(parsed).toEqual({ ok: true, value: note })
    const parts = fc.stringMatching(/^[a-z0-9./-]{1,20}$/)
    fc.assert(
      fc.property(
        fc.array(parts, { minLength: 1, maxLength: 5 }),
        fc.uniqueArray(
          fc.record({
            name: parts,
            keyId: fc.nat(2 ** 32 - 1),
            signature: fc.uint8Array({ minLength: 1, maxLength: 90 }),
          }),
          {
            minLength: 1,
            maxLength: 10,
            selector: line => `${line.name} ${line.keyId}`,
          },
        ),
        (lines, signatures) => {
          const made: Note = { text: `${lines.join('\n')}\n`, signatures }
          const again = parseNote(formatNote(made))
          if (!again.ok) throw new Error(again.message)
          expect(again.value.text).toBe(made.text)
          expect(again.value.signatures.map(s => [s.name, s.keyId, toHex(s.signature)])).toEqual(
            signatures.map(s => [s.name, s.keyId, toHex(s.signature)]),
          )
        },
      ),
    )
  })

  it('keeps empty lines inside the text', () => {
    const parsed = parseNote(`first\n\n\nlast\n\n\u2014 a AAAAAAA=\n`)
    expect(parsed.ok && parsed.value.text).toBe('first\n\n\nlast\n')
  })

  const line = '\u2014 a AAAAAAA='
  const long = `\u2014 a ${toBase64(new Uint8Array(MAX_NOTE_BYTES))}`
  it.each([
    ['nothing', ''],
    ['a newline', '\n'],
    ['two newlines', '\n\n'],
    ['no text', `\n\n${line}\n`],
    ['no blank line', `text\n${line}\n`],
    ['text without its newline', `text\n\u2014\n`],
    ['no signatures', 'text\n\n'],
    ['no final newline', `text\n\n${line}`],
    ['two final newlines', `text\n\n${line}\n\n`],
    ['carriage returns', `text\r\n\r\n${line}\r\n`],
    ['a carriage return after a signature', `text\n\n${line}\r\n`],
    ['a tab', `te\txt\n\n${line}\n`],
    ['a zero byte', `te\0xt\n\n${line}\n`],
    ['an escape', `te\x1bxt\n\n${line}\n`],
    ['a hyphen for the dash', 'text\n\n- a AAAAAAA=\n'],
    ['an en dash for the dash', 'text\n\n\u2013 a AAAAAAA=\n'],
    ['no space after the dash', 'text\n\n\u2014a AAAAAAA=\n'],
    ['two spaces after the dash', 'text\n\n\u2014  a AAAAAAA=\n'],
    ['two spaces before base64', 'text\n\n\u2014 a  AAAAAAA=\n'],
    ['a space at the end', 'text\n\n\u2014 a AAAAAAA= \n'],
    ['a fourth word', 'text\n\n\u2014 a AAAAAAA= b\n'],
    ['a space before the dash', 'text\n\n \u2014 a AAAAAAA=\n'],
    ['no name', 'text\n\n\u2014 AAAAAAA=\n'],
    ['a plus in the name', 'text\n\n\u2014 a+b AAAAAAA=\n'],
    ['a no-break space in the name', 'text\n\n\u2014 a\u00a0b AAAAAAA=\n'],
    ['an ideographic space in the name', 'text\n\n\u2014 a\u3000b AAAAAAA=\n'],
    ['a next-line character in the name', 'text\n\n\u2014 a\u0085b AAAAAAA=\n'],
    ['a delete character in the name', 'text\n\n\u2014 a\u007fb AAAAAAA=\n'],
    ['a lone surrogate', `te\ud800xt\n\n${line}\n`],
    ['a lone surrogate in the name', 'text\n\n\u2014 a\udc00 AAAAAAA=\n'],
    ['a key id and nothing', 'text\n\n\u2014 a AAAAAA==\n'],
    ['three bytes', 'text\n\n\u2014 a AAAA\n'],
    ['base64 without padding', 'text\n\n\u2014 a AAAAAAA\n'],
    ['base64 with bits after its end', 'text\n\n\u2014 a AAAAAAB=\n'],
    ['URL base64', 'text\n\n\u2014 a AAAAAA-_\n'],
    ['two signatures of one key', `text\n\n${line}\n${line}\n`],
    ['two signatures under one name and id', `text\n\n${line}\n\u2014 a AAAAAAE=\n`],
    ['an empty line among signatures, the rest being text', `text\n\n${line}\n\nmore\n`],
    [
      '65 signatures',
      `text\n\n${Array.from({ length: MAX_NOTE_SIGNATURES + 1 }, (_, i) => `\u2014 a${i} AAAAAAA=\n`).join('')}`,
    ],
    ['64 KiB and more', `text\n\n${long}\n`],
    ['64 KiB in UTF-8 only', `${'\u20ac'.repeat(MAX_NOTE_BYTES / 3)}\n\n${line}\n`],
  ])('refuses %s', (_, malformed) => {
    const result = parseNote(malformed)
    expect(result.ok ? 'accepted' : result.code).toBe('note_malformed')
  })

  it('takes 64 signatures', () => {
    const lines = Array.from({ length: MAX_NOTE_SIGNATURES }, (_, i) => `\u2014 a${i} AAAAAAA=\n`)
    expect(parseNote(`text\n\n${lines.join('')}`).ok).toBe(true)
  })

  it('accepts one spelling of each note, whatever it is given', () => {
    const check = (string: string) => {
      const result = parseNote(string)
      if (result.ok) expect(formatNote(result.value)).toBe(string)
    }
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check))
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(4), fc.string({ unit: 'binary', maxLength: 4 }), (at, drop, add) => {
        check(whole.slice(0, at) + add + whole.slice(at + drop))
      }),
      { numRuns: 1000 },
    )
    for (let cut = 0; cut < whole.length; cut++) {
      const result = parseNote(whole.slice(0, cut))
      // Cut after its first signature line it is the same note with fewer signatures; elsewhere it is none.
      if (result.ok) expect([result.value.text, result.value.signatures.length]).toEqual([text, 1])
    }
  })

  it('tells valid, invalid and missing signatures apart', () => {
    expect(checkNoteSignature(note, key)).toBe('valid')
    expect(checkNoteSignature(note, { name: `${name}0`, publicKey: key.publicKey })).toBe('missing')
    expect(checkNoteSignature(note, { name, publicKey: cosignerKey.publicKey })).toBe('missing')
    expect(checkNoteSignature({ ...note, text: text.replace('12', '13') }, key)).toBe('invalid')
    // The log key's line must not pass for a cosignature, nor the other way round.
    expect(checkNoteSignature(note, cosignerKey)).toBe('missing')
    expect(checkCosignature(note, key)).toEqual({ ok: true, value: null })
    const [first] = note.signatures
    for (let bit = 0; bit < 512; bit += 3) {
      const signature = first!.signature.slice()
      signature[bit >> 3]! ^= 1 << (bit & 7)
      expect(checkNoteSignature({ text, signatures: [{ ...first!, signature }] }, key)).toBe('invalid')
    }
    for (const length of [1, 63, 65])
      expect(checkNoteSignature({ text, signatures: [{ ...first!, signature: new Uint8Array(length) }] }, key)).toBe(
        'invalid',
      )
  })

  it('is strict about Ed25519', () => {
    const message = utf8(text)
    const signature = note.signatures[0]!.signature
    // s + L: the same signature in another encoding.
    const s =
      [...signature.subarray(32)].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) + ed25519.Point.Fn.ORDER
    const twin = signature.slice()
    for (let i = 0, rest = s; i < 32; i++, rest >>= 8n) twin[32 + i] = Number(rest & 255n)
    expect(nobleEd25519.verify(twin, message, key.publicKey)).toBe(false)
    // A key of small order, under which one signature fits every message.
    const identity = new Uint8Array(32)
    identity[0] = 1
    const universal = concat(identity, new Uint8Array(32))
    expect(ed25519.verify(universal, message, identity, { zip215: true })).toBe(true)
    expect(nobleEd25519.verify(universal, message, identity)).toBe(false)
    for (const bad of [new Uint8Array(31), new Uint8Array(33), new Uint8Array(32).fill(255)])
      expect(nobleEd25519.verify(signature, message, bad)).toBe(false)
  })
})

describe('cosignatures', () => {
  it('signs time and text', () => {
    expect(checkCosignature(note, cosignerKey)).toEqual({ ok: true, value: 1_700_000_000 })
    const message = utf8(`cosignature/v1\ntime 1700000000\n${text}`)
    expect(ed25519.verify(note.signatures[1]!.signature.subarray(8), message, cosignerKey.publicKey)).toBe(true)
    const id = sha256(concat(utf8(`${cosigner.name}\n`), Uint8Array.of(4), cosignerKey.publicKey)).subarray(0, 4)
    expect(note.signatures[1]!.keyId).toBe(new DataView(id.buffer, id.byteOffset).getUint32(0))
  })

  it('refuses a wrong line of a known cosigner', () => {
    const [first, second] = note.signatures
    const check = (signature: Uint8Array) =>
      checkCosignature({ text, signatures: [first!, { ...second!, signature }] }, cosignerKey)
    for (let bit = 0; bit < 576; bit += 5) {
      const signature = second!.signature.slice()
      signature[bit >> 3]! ^= 1 << (bit & 7)
      const result = check(signature)
      expect(result.ok ? 'accepted' : result.code).toBe('cosignature_invalid')
    }
    for (const length of [1, 8, 64, 71, 73]) expect(check(new Uint8Array(length)).ok).toBe(false)
    const changed = checkCosignature({ ...note, text: text.replace('12', '13') }, cosignerKey)
    expect(changed.ok ? 'accepted' : changed.code).toBe('cosignature_invalid')
  })

  it('does not sign times that are none', () => {
    for (const time of [-1, 0.5, 2 ** 53, Number.NaN])
      expect(() => cosignNote(text, cosigner, time)).toThrow(RangeError)
  })
})

describe('checkpoint bodies', () => {
  it('round-trips', () => {
    for (const size of [0, 1, 10, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
      const body = { origin: name, size, root }
      expect(parseCheckpointBody(formatCheckpointBody(body))).toEqual({ ok: true, value: body })
    }
  })

  const hash = toBase64(root)
  it.each([
    ['nothing', ''],
    ['two lines', 'a\n1\n'],
    ['no final newline', `a\n1\n${hash}`],
    ['a fourth line', `a\n1\n${hash}\nmore\n`],
    ['an empty fourth line', `a\n1\n${hash}\n\n`],
    ['an empty origin', `\n1\n${hash}\n`],
    ['an origin with a space', `a b\n1\n${hash}\n`],
    ['an origin with a plus', `a+b\n1\n${hash}\n`],
    ['no size', `a\n\n${hash}\n`],
    ['a leading zero', `a\n01\n${hash}\n`],
    ['two zeros', `a\n00\n${hash}\n`],
    ['a plus sign', `a\n+1\n${hash}\n`],
    ['a minus sign', `a\n-1\n${hash}\n`],
    ['a space before the size', `a\n 1\n${hash}\n`],
    ['a fraction', `a\n1.0\n${hash}\n`],
    ['an exponent', `a\n1e3\n${hash}\n`],
    ['hex', `a\n0x1\n${hash}\n`],
    ['other digits', `a\n\u0661\n${hash}\n`],
    ['2^53', `a\n9007199254740992\n${hash}\n`],
    ['2^64', `a\n18446744073709551616\n${hash}\n`],
    ['a size of a thousand digits', `a\n${'9'.repeat(1000)}\n${hash}\n`],
    ['31 bytes of root', `a\n1\n${toBase64(root.subarray(1))}\n`],
    ['33 bytes of root', `a\n1\n${toBase64(concat(root, root.subarray(31)))}\n`],
    ['a root without padding', `a\n1\n${hash.slice(0, -1)}\n`],
    ['a root with bits after its end', `a\n1\n${'A'.repeat(42)}B=\n`],
    ['carriage returns', `a\r\n1\r\n${hash}\r\n`],
  ])('refuses %s', (_, malformed) => {
    const result = parseCheckpointBody(malformed)
    expect(result.ok ? 'accepted' : result.code).toBe('note_malformed')
  })

  it('does not format what it would not read', () => {
    expect(() => formatCheckpointBody({ origin: 'a b', size: 1, root })).toThrow(RangeError)
    expect(() => formatCheckpointBody({ origin: 'a', size: -1, root })).toThrow(RangeError)
    expect(() => formatCheckpointBody({ origin: 'a', size: 1, root: root.subarray(1) })).toThrow(RangeError)
    for (const bad of ['', 'text', 'tab\t\n'])
      expect(() => formatNote({ text: bad, signatures: note.signatures })).toThrow(RangeError)
    expect(() => formatNote({ text, signatures: [] })).toThrow(RangeError)
  })
})
