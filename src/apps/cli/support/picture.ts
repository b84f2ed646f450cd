// A grey image as text: two pixels a character cell in colour terminals, one character a pixel elsewhere.

const RAMP = ' .:-=+*#%@'

/** `pixels` row-major, 0 black to 255 white. */
export function picture(pixels: Uint8Array, width: number, height: number, colour: boolean): string {
  const at = (x: number, y: number): number => (y < height ? pixels[y * width + x]! : 0)
  const lines: string[] = []
  if (!colour) {
    for (let y = 0; y < height; y += 2) {
      let line = ''
      for (let x = 0; x < width; x++) line += RAMP[Math.min(9, Math.floor(((at(x, y) + at(x, y + 1)) / 2 / 256) * 10))]
      lines.push(line.trimEnd())
    }
    return lines.join('\n')
  }
  // 232 to 255 of the 256-colour palette are greys.
  const grey = (value: number): number => 232 + Math.round((value / 255) * 23)
  for (let y = 0; y < height; y += 2) {
    let line = ''
    for (let x = 0; x < width; x++) line += `\u001b[38;5;${grey(at(x, y))};48;5;${grey(at(x, y + 1))}m▀`
    lines.push(`${line}\u001b[0m`)
  }
  return lines.join('\n')
}
