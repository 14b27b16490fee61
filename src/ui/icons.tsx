import type { ReactElement } from 'react'

/** One set of 16 px line icons; each stands beside a word, so all are hidden from assistive technology. */
const paths = {
  check: 'M3 8.5 6.5 12 13 4.5',
  dot: 'M8 8h.01',
  warning: 'M8 2.5 14.5 13.5h-13ZM8 6.5v3.2M8 11.6v.1',
  info: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 7v4M8 4.8v.1',
  shield: 'M8 1.5 13.5 3.5v4c0 3.2-2.2 5.7-5.5 7-3.3-1.3-5.5-3.8-5.5-7v-4ZM5.6 8l1.8 1.8 3.2-3.4',
  chip: 'M4.5 4.5h7v7h-7ZM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14',
  disk: 'M8 2c3.3 0 5.5 1 5.5 2.2S11.3 6.4 8 6.4 2.5 5.4 2.5 4.2 4.7 2 8 2ZM2.5 4.2v7.6C2.5 13 4.7 14 8 14s5.5-1 5.5-2.2V4.2M2.5 8c0 1.2 2.2 2.2 5.5 2.2s5.5-1 5.5-2.2',
  table: 'M2 3h12v10H2ZM2 6.4h12M2 9.7h12M6 3v10',
  vector: 'M3 13 13 3M13 3H8.6M13 3v4.4M3 13h.01M6.2 13h.01M3 9.8h.01',
  adapt: 'M2.5 4h6M11.5 4h2M2.5 8h2M7.5 8h6M2.5 12h7M12.5 12h1M10 2.6v2.8M6 6.6v2.8M11 10.6v2.8',
  chart: 'M2.5 2v11.5H14M5.5 10.5v-3M8.5 10.5v-6M11.5 10.5V8',
  map: 'M2.5 2v11.5H14M6 9.5h.01M8.5 6h.01M11 10.5h.01M12.5 4.5h.01M5.5 5.2h.01M9.3 8.6h.01',
  case: 'M3.5 2h6l3 3v9h-9ZM9.5 2v3h3M5.5 10.5l1.6 1.6 3.2-3.6',
  play: 'M5 3.2v9.6L12.5 8Z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  stop: 'M4 4h8v8H4Z',
  folder: 'M1.8 4.2c0-.6.4-1 1-1h3.4l1.4 1.6h5.6c.6 0 1 .4 1 1v6c0 .6-.4 1-1 1H2.8c-.6 0-1-.4-1-1Z',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H7',
  redo: 'M10.5 3l3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8H9',
  download: 'M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
