import { setFlagsFromString } from 'node:v8'

// Node 20 has relaxed SIMD behind this flag; later versions, and Chromium, by default.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd')
