import { checkSite } from './checks.ts'

const verdict = document.querySelector<HTMLElement>('#verdict')!

function addItem(list: string, text: string): void {
  const item = document.createElement('li')
  item.textContent = text
  document.querySelector(list)!.append(item)
}

let done = 0
let failed = 0
const site = {
  root: new URL('./', location.href).href,
  secureContext: isSecureContext,
  crossOriginIsolated,
  fetchFile: (url: string, options: RequestInit) => fetch(url, options),
}
for await (const { check, problem } of checkSite(site)) {
  done++
  if (problem !== null) {
    failed++
    addItem('#problems', problem)
  }
  addItem('#checks', `${problem === null ? 'passed' : 'FAILED'}: ${check}`)
  verdict.textContent = `Checking… ${done} done`
}
verdict.dataset['state'] = failed === 0 ? 'passed' : 'failed'
verdict.textContent = failed === 0 ? `All ${done} checks passed` : `${failed} of ${done} checks failed`
