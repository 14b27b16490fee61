/**
 * Ways out of a page. Each tries to reach `url` and ends when the browser has sent something or refused.
 * They run inside the page, so each must stand alone.
 */
export const DOORS: Record<string, (url: string) => Promise<unknown>> = {
  fetch: (url) => fetch(url, { method: 'POST', mode: 'no-cors', body: 'x' }).catch(() => 'refused'),
  // sendBeacon returns true although it is blocked: only the listener knows
  beacon: async (url) => navigator.sendBeacon(url, 'x'),
  socket: (url) =>
    new Promise((resolve) => {
      const socket = new WebSocket(url.replace('http', 'ws'))
      socket.addEventListener('open', resolve)
      socket.addEventListener('error', resolve)
    }),
  'event-source': (url) =>
    new Promise((resolve) => {
      const source = new EventSource(url)
      source.addEventListener('open', resolve)
      source.addEventListener('error', resolve)
    }),
  image: (url) =>
    new Promise((resolve) => {
      const image = new Image()
      image.addEventListener('load', resolve)
      image.addEventListener('error', resolve)
      image.src = url
    }),
  script: (url) => import(url).catch(() => 'refused'),
  style: (url) =>
    new Promise((resolve) => {
      const link = document.createElement('link')
      link.rel = 'stylesheet'
      link.addEventListener('load', resolve)
      link.addEventListener('error', resolve)
      link.href = url
      document.head.append(link)
    }),
  font: (url) => new FontFace('outside', `url(${url})`).load().catch(() => 'refused'),
  frame: async (url) => {
    const frame = document.createElement('iframe')
    frame.src = url
    document.body.append(frame)
  },
  ping: async (url) => {
    const link = document.createElement('a')
    link.href = '#'
    link.ping = url
    document.body.append(link)
    link.click()
  },
  form: async (url) => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = url
    document.body.append(form)
    form.submit()
  },
}
