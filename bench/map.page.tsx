import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { PointMap } from '../src/charts/point-map.tsx'
import { mapChart } from '../src/core/charts/map.ts'
import { matrix } from '../src/core/math/matrix.ts'
import { createRng } from '../src/core/math/rng.ts'
import '../src/ui/tokens.css'

export interface MapTiming {
  /** What draws: the graphics processor, or a program in its place. */
  readonly renderer: string
  /** Milliseconds between two pictures of the map, while it is dragged. */
  readonly frames: readonly number[]
}

/** Heaps of cases of four classes, one upon the other. */
function madeUpMap(cases: number) {
  const rng = createRng(42, 'map bench')
  const classes = 4
  const layout = matrix(cases, 2)
  const of = Int32Array.from({ length: cases }, () => rng.int(classes))
  of.forEach((c, i) => {
    layout.data[2 * i] = Math.cos(c * 1.6) * 2 + rng.normal()
    layout.data[2 * i + 1] = Math.sin(c * 1.6) * 2 + rng.normal()
  })
  const names = Array.from({ length: classes }, (_, c) => `class ${c}`)
  return mapChart('Map', layout, { by: 'label', names, of })
}

/** Drags the app's map, shown as large as on the Explore screen beside a second one, for so many frames. */
export async function dragMap(cases: number, frames: number): Promise<MapTiming> {
  const chart = madeUpMap(cases)
  const place = document.createElement('div')
  place.style.cssText = 'display: grid; grid-template-columns: 1fr 1fr; gap: 16px; width: 1010px'
  document.body.append(place)
  const props = {
    chart,
    ofPoints: new Uint8Array(cases),
    focused: null,
    tip: null,
    renderPicture: null,
    tool: 'move',
    onFocus: () => undefined,
    onPick: () => undefined,
    onOpen: () => undefined,
    onOutline: () => undefined,
  } as const
  createRoot(place).render([
    createElement(PointMap, { ...props, key: 1, testId: 'dragged' }),
    createElement(PointMap, { ...props, key: 2, testId: 'still' }),
  ])
  // a pointer that does not exist cannot be captured
  Element.prototype.setPointerCapture = () => undefined

  const drawnAt: number[] = []
  const draw = WebGL2RenderingContext.prototype.drawElements
  WebGL2RenderingContext.prototype.drawElements = function (...call) {
    drawnAt.push(performance.now())
    draw.apply(this, call)
  }
  // both maps have drawn themselves
  while (drawnAt.length < 2) await nextFrame()
  const map = place.querySelector<HTMLElement>('[data-testid=dragged]')!
  const { left, top } = map.getBoundingClientRect()
  const point = (type: string, step: number): boolean =>
    map.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        clientX: left + 200 + 80 * Math.sin(step / 15),
        clientY: top + 150 + 60 * Math.cos(step / 20),
      }),
    )
  point('pointerdown', 0)
  drawnAt.length = 0
  for (let step = 1; drawnAt.length <= frames; step++) {
    point('pointermove', step)
    await nextFrame()
  }
  point('pointerup', 0)
  const gl = map.querySelector('canvas')!.getContext('webgl2')!
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info')
  return {
    renderer: unmasked ? String(gl.getParameter(unmasked.UNMASKED_RENDERER_WEBGL)) : 'unknown',
    frames: drawnAt.slice(1).map((at, i) => at - drawnAt[i]!),
  }
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
