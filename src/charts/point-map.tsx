import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import type { MapChart } from '../core/charts/map.ts'
import {
  caseAt,
  casesInside,
  casesWithRoom,
  caseTowards,
  panned,
  toPixel,
  wholeMap,
  withPlaceInView,
  zoomed,
  type Direction,
  type MapView,
  type Pixel,
  type Size,
} from '../core/charts/map-view.ts'
import { Button } from '../ui/button.tsx'
import { formatCount } from '../ui/format.ts'
import { createPointRenderer, type Palette, type PointRenderer, type Rgb } from './point-renderer.ts'
import './point-map.css'

export type MapTool = 'move' | 'lasso' | 'rectangle'

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
/** Pixels: how near to a case one must point, and how far a press may move and still be a click. */
const reach = 10
const still = 4
const zoomStep = 1.5
/** Pixels that a picture takes, with the space around it. */
const pictureSide = 52

export interface PointMapProps {
  chart: MapChart
  /** See `marks` of the renderer, [n]. */
  ofPoints: Uint8Array
  /** The case that is pointed at or that the keys stand on. */
  focused: number | null
  /** What is shown beside it, on the map that one points at or stands on. */
  tip: ReactNode
  /** A picture to show in a case's place, for as many as there is room for; null: points alone. */
  renderPicture: ((index: number) => ReactNode) | null
  tool: MapTool
  testId: string
  onFocus: (index: number | null) => void
  /** A click on a case, or Enter. */
  onPick: (index: number, added: boolean) => void
  /** A double click on a case, or O. */
  onOpen: (index: number) => void
  onOutline: (indices: readonly number[], added: boolean) => void
}

/**
 * A map to look at with pointer and keyboard: drag and wheel to move, arrows go from case to case, Enter picks, O opens, an outline selects.
 */
export function PointMap(props: PointMapProps): ReactElement {
  const { chart, ofPoints, focused, tip, renderPicture, tool, testId, onFocus, onPick, onOpen, onOutline } =
    props
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const renderer = useRenderer(canvas)
  const size = useSize(frame)
  const palette = usePalette(frame, chart)
  const [view, setView] = useState<MapView>(wholeMap)
  const [isActive, setActive] = useState(false)
  const [outline, setOutline] = useState<readonly Pixel[]>([])
  const [press, setPress] = useState<{ readonly from: Pixel; readonly last: Pixel; readonly moved: boolean } | null>(null) // prettier-ignore

  useEffect(() => {
    if (size.width === 0 || !palette) return
    const drawn = requestAnimationFrame(() =>
      renderer?.draw({ chart, ofPoints, view, size, pixelRatio: globalThis.devicePixelRatio, palette }),
    )
    return () => cancelAnimationFrame(drawn)
  }, [renderer, chart, ofPoints, view, size, palette])

  // React listens to the wheel passively, where the page would scroll as well
  useEffect(() => {
    const target = frame.current
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && document.activeElement !== target) return
      event.preventDefault()
      const at = pixelOf(event, target!)
      setView((now) => zoomed(now, size, Math.exp(-event.deltaY / 400), at))
    }
    target?.addEventListener('wheel', onWheel, { passive: false })
    return () => target?.removeEventListener('wheel', onWheel)
  }, [size])

  const zoom = (factor: number): void =>
    setView((now) => zoomed(now, size, factor, { x: size.width / 2, y: size.height / 2 }))

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const direction = directions[event.key]
    if (direction) move(direction)
    else if (event.key === 'Enter' || event.key === ' ') {
      if (focused !== null) onPick(focused, true)
    } else if (event.key.toLowerCase() === 'o') {
      if (focused !== null) onOpen(focused)
    } else if (event.key === '+') zoom(zoomStep)
    else if (event.key === '-') zoom(1 / zoomStep)
    else if (event.key === '0') setView(wholeMap)
    else return
    event.preventDefault()
  }

  function move(direction: Direction): void {
    const middle = { x: size.width / 2, y: size.height / 2 }
    const next =
      focused === null
        ? caseAt(chart.places, view, size, middle, Infinity)
        : caseTowards(chart.places, focused, direction)
    if (next === null) return
    onFocus(next)
    setView((now) => withPlaceInView(now, size, chart.places[2 * next]!, chart.places[2 * next + 1]!))
  }

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const from = pixelOf(event, event.currentTarget)
    setPress({ from, last: from, moved: false })
  }

  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const at = pixelOf(event, event.currentTarget)
    setActive(true)
    if (!press) {
      onFocus(caseAt(chart.places, view, size, at, reach))
      return
    }
    const moved = press.moved || Math.hypot(at.x - press.from.x, at.y - press.from.y) > still
    if (moved && tool === 'move')
      setView(panned(view, size, { x: at.x - press.last.x, y: at.y - press.last.y }))
    if (moved && tool === 'lasso') setOutline(outline.length === 0 ? [press.from, at] : [...outline, at])
    if (moved && tool === 'rectangle') setOutline(rectangle(press.from, at))
    setPress({ ...press, last: at, moved })
  }

  const onPointerUp = (event: PointerEvent<HTMLDivElement>): void => {
    if (press && !press.moved) {
      const index = caseAt(chart.places, view, size, press.from, reach)
      if (index !== null) onPick(index, event.shiftKey)
    } else if (outline.length > 2) onOutline(casesInside(chart.places, view, size, outline), event.shiftKey)
    stop()
  }

  const stop = (): void => {
    setPress(null)
    setOutline([])
  }

  const hasSize = size.width > 0
  const tipAt =
    isActive && focused !== null && hasSize
      ? toPixel(view, size, chart.places[2 * focused]!, chart.places[2 * focused + 1]!)
      : null
  const pictured = renderPicture && hasSize ? casesWithRoom(chart.places, view, size, pictureSide) : []
  return (
    <figure className="point-map">
      <h3>{chart.title}</h3>
      {renderer === null && (
        <p className="quiet">
          This browser draws no map: WebGL 2 is turned off or not there. The table below holds the same cases.
        </p>
      )}
      <div className="point-map__place" hidden={renderer === null}>
        <div
          ref={frame}
          className={`point-map__frame point-map__frame--${tool}`}
          role="application"
          aria-roledescription="map of cases"
          aria-label={`${chart.title}. ${chart.summary} Arrow keys go from case to case, Enter selects, O opens, plus and minus change the size.`}
          tabIndex={0}
          data-testid={testId}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={stop}
          onDoubleClick={(event) => {
            const index = caseAt(chart.places, view, size, pixelOf(event, event.currentTarget), reach)
            if (index !== null) onOpen(index)
          }}
          onPointerLeave={() => {
            if (press) return
            setActive(false)
            onFocus(null)
          }}
          onFocus={() => setActive(true)}
          onBlur={() => setActive(false)}
        >
          <canvas ref={canvas} className="point-map__canvas" />
          <div className="point-map__pictures">
            {pictured.map(({ index, at }) => (
              <span
                key={index}
                className={`point-map__picture series--${chart.series[chart.seriesOf[index]!]!.colour}`}
                style={{ left: at.x, top: at.y }}
              >
                {renderPicture?.(index)}
              </span>
            ))}
          </div>
          {outline.length > 1 && (
            <svg className="point-map__outline" aria-hidden="true">
              <polygon points={outline.map(({ x, y }) => `${x},${y}`).join(' ')} />
            </svg>
          )}
          {tipAt && !press && (
            <div
              className={`point-map__tip${tipAt.x > size.width / 2 ? ' point-map__tip--left' : ''}${tipAt.y > size.height / 2 ? ' point-map__tip--above' : ''}`}
              style={{ left: tipAt.x, top: tipAt.y }}
            >
              {tip}
            </div>
          )}
          <span hidden>
            {[...new Set(chart.series.map(({ colour }) => colour))].map((colour) => (
              <span key={colour} className={`series--${colour}`} />
            ))}
          </span>
        </div>
        <div className="point-map__buttons">
          {[
            { sign: '+', name: 'Larger', act: () => zoom(zoomStep) },
            { sign: '−', name: 'Smaller', act: () => zoom(1 / zoomStep) },
            { sign: 'All', name: 'Whole map', act: () => setView(wholeMap) },
          ].map(({ sign, name, act }) => (
            <Button
              key={name}
              className="button--small"
              aria-label={`${name}: ${chart.title}`}
              title={name}
              onClick={act}
            >
              {sign}
            </Button>
          ))}
        </div>
      </div>
      {pictured.length > 0 && (
        <p className="quiet">
          Pictures of {formatCount(pictured.length)} of {formatCount(ofPoints.length)} cases have room; come
          closer to see others.
        </p>
      )}
    </figure>
  )
}

/** undefined until the first try; null where the browser has no WebGL 2. */
function useRenderer(canvas: {
  readonly current: HTMLCanvasElement | null
}): PointRenderer | null | undefined {
  const [renderer, setRenderer] = useState<PointRenderer | null>()
  useEffect(() => {
    const place = canvas.current!
    const make = (): void => setRenderer(createPointRenderer(place))
    const onLost = (event: Event): void => event.preventDefault()
    place.addEventListener('webglcontextlost', onLost)
    // the graphics processor was taken away and is back: everything on it is gone
    place.addEventListener('webglcontextrestored', make)
    make()
    return () => {
      place.removeEventListener('webglcontextlost', onLost)
      place.removeEventListener('webglcontextrestored', make)
    }
  }, [canvas])
  return renderer
}

function useSize(frame: { readonly current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      setSize({ width, height })
    })
    observer.observe(frame.current!)
    return () => observer.disconnect()
  }, [frame])
  return size
}

/** The colours as they are now: others once the page turns dark or light. */
function usePalette(frame: { readonly current: HTMLElement | null }, { series }: MapChart): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null)
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const read = (): void => {
      const place = frame.current!
      const { backgroundColor, color } = getComputedStyle(place)
      setPalette({
        series: series.map(({ colour }) =>
          rgb(getComputedStyle(place.querySelector(`.series--${colour}`)!).color),
        ),
        surface: rgb(backgroundColor),
        ink: rgb(color),
      })
    }
    read()
    dark.addEventListener('change', read)
    return () => dark.removeEventListener('change', read)
  }, [frame, series])
  return palette
}

/** A computed colour, "rgb(11, 92, 107)". */
function rgb(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => Number(part) / 255)
  return [red, green, blue]
}

function pixelOf(event: { clientX: number; clientY: number }, of: Element): Pixel {
  const { left, top } = of.getBoundingClientRect()
  return { x: event.clientX - left - of.clientLeft, y: event.clientY - top - of.clientTop }
}

const rectangle = (a: Pixel, b: Pixel): Pixel[] => [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }]
