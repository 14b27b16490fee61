const octets = 'application/octet-stream'
/** Weights beyond 2 GB lie in further files: FILE.onnx_data, FILE.onnx_data_1 and so on. More than these fit no browser. */
const externalData = ['onnx_data', ...Array.from({ length: 9 }, (_, i) => `onnx_data_${i + 1}`)]

/** How a server must label each kind of file; browsers refuse modules and WebAssembly under another type. */
export const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  mjs: 'text/javascript',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  wasm: 'application/wasm',
  onnx: octets,
  ...Object.fromEntries(externalData.map((extension) => [extension, octets])),
  svg: 'image/svg+xml',
  png: 'image/png',
  csv: 'text/csv',
  txt: 'text/plain',
  md: 'text/plain',
}

/** What some servers say instead, and browsers take as well. */
export const ALSO_FINE: Readonly<Record<string, readonly string[]>> = {
  js: ['application/javascript'],
  mjs: ['application/javascript'],
  webmanifest: ['application/json'],
  md: ['text/markdown', octets],
  csv: [octets, 'application/vnd.ms-excel'],
}
