// Networks of the shape of ResNet-18 and MobileNetV2, as exporters leave them: batch normalization folded into the
// convolutions. Weights are random: these are measured for speed, and no accuracy is claimed for them.

import { Random } from './random.ts'
import { ModelWriter } from './writer.ts'

interface Conv {
  readonly from: number
  readonly to: number
  readonly kernel: number
  readonly stride?: number
  readonly groups?: number
}

class Network {
  readonly writer = new ModelWriter()
  private readonly random: Random
  private count = 0

  constructor(seed: number) {
    this.random = new Random(seed)
  }

  /** `gain` scales the result: below 1 where a branch is added to a sum that would else grow. */
  conv(x: string, { from, to, kernel, stride = 1, groups = 1 }: Conv, gain = 1): string {
    const name = `conv${this.count++}`
    const fan = (from / groups) * kernel * kernel
    const dims = [to, from / groups, kernel, kernel]
    const deviation = gain * Math.sqrt(2 / fan)
    const weights = this.random.normal(to * fan, deviation)
    const w = this.writer.weights(`${name}.weight`, dims, weights)
    const b = this.writer.weights(`${name}.bias`, [to], this.random.normal(to, 0.05))
    const pad = (kernel - 1) / 2
    return this.writer.node('Conv', name, [x, w, b], {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads: [pad, pad, pad, pad],
      group: groups,
    })
  }

  node(op: string, inputs: readonly string[], attributes = {}): string {
    return this.writer.node(op, `${op.toLowerCase()}${this.count++}`, inputs, attributes)
  }

  classifier(x: string, from: number, to: number): void {
    const pooled = this.node('Flatten', [this.node('GlobalAveragePool', [x])], { axis: 1 })
    const w = this.writer.weights('classifier.weight', [to, from], this.random.normal(to * from, from ** -0.5))
    const b = this.writer.weights('classifier.bias', [to], this.random.normal(to, 0.05))
    this.writer.node('Gemm', 'logits', [pooled, w, b], { transB: 1 })
    this.writer.output('logits', [to])
  }
}

/** Four stages of two blocks of two 3 x 3 convolutions: 1.8 G multiplications an image of 224 x 224. */
export function resnet18(size = 224): Uint8Array {
  const net = new Network(18)
  let x = net.writer.input('image', [3, size, size])
  x = net.node('Relu', [net.conv(x, { from: 3, to: 64, kernel: 7, stride: 2 })])
  x = net.node('MaxPool', [x], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] })
  let from = 64
  for (const to of [64, 128, 256, 512]) {
    for (const block of [0, 1]) {
      const stride = block === 0 && to !== 64 ? 2 : 1
      const inner = net.node('Relu', [net.conv(x, { from, to, kernel: 3, stride })])
      const outer = net.conv(inner, { from: to, to, kernel: 3 }, 0.5)
      const past = from === to && stride === 1 ? x : net.conv(x, { from, to, kernel: 1, stride }, 0.7)
      x = net.node('Relu', [net.node('Add', [outer, past])])
      from = to
    }
  }
  net.classifier(x, from, 1000)
  return net.writer.finish('resnet18-shaped')
}

/** Seventeen inverted residuals with depthwise 3 x 3 convolutions: 0.3 G multiplications an image of 224 x 224. */
export function mobilenetv2(size = 224): Uint8Array {
  const net = new Network(2)
  const low = net.writer.weights('zero', [], Float32Array.of(0))
  const high = net.writer.weights('six', [], Float32Array.of(6))
  const clip = (x: string): string => net.node('Clip', [x, low, high])
  let x = net.writer.input('image', [3, size, size])
  x = clip(net.conv(x, { from: 3, to: 32, kernel: 3, stride: 2 }))
  let from = 32
  const stages = [
    { expand: 1, to: 16, blocks: 1, stride: 1 },
    { expand: 6, to: 24, blocks: 2, stride: 2 },
    { expand: 6, to: 32, blocks: 3, stride: 2 },
    { expand: 6, to: 64, blocks: 4, stride: 2 },
    { expand: 6, to: 96, blocks: 3, stride: 1 },
    { expand: 6, to: 160, blocks: 3, stride: 2 },
    { expand: 6, to: 320, blocks: 1, stride: 1 },
  ]
  for (const { expand, to, blocks, stride: first } of stages) {
    for (let block = 0; block < blocks; block++) {
      const stride = block === 0 ? first : 1
      const wide = from * expand
      const inner = expand === 1 ? x : clip(net.conv(x, { from, to: wide, kernel: 1 }))
      const spread = clip(net.conv(inner, { from: wide, to: wide, kernel: 3, stride, groups: wide }))
      const out = net.conv(spread, { from: wide, to, kernel: 1 }, 0.7)
      x = stride === 1 && from === to ? net.node('Add', [x, out]) : out
      from = to
    }
  }
  x = clip(net.conv(x, { from, to: 1280, kernel: 1 }))
  net.classifier(x, 1280, 1000)
  return net.writer.finish('mobilenetv2-shaped')
}
