/** How a server must label each kind of file; browsers refuse modules and WebAssembly under another type. */
export const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  mjs: 'text/javascript',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  wasm: 'application/wasm',
  onnx: 'application/octet-stream',
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
  md: ['text/markdown', 'application/octet-stream'],
  csv: ['application/octet-stream', 'application/vnd.ms-excel'],
}
