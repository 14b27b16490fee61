import type { MapChart } from '../core/charts/map.ts'
import { toPixel, type MapView, type Size } from '../core/charts/map-view.ts'
import type { Shape } from '../core/charts/xy-chart.ts'

/** How a point differs from the others; added up where several hold. */
export const marks = { faint: 1, selected: 2, focused: 4 } as const

/** Red, green and blue, 0..1. */
export type Rgb = readonly [number, number, number]

export interface Palette {
  /** Of each series. */
  readonly series: readonly Rgb[]
  readonly surface: Rgb
  readonly ink: Rgb
}

export interface DrawnPoints {
  readonly chart: MapChart
  /** What holds of each point, see `marks`, [n]. */
  readonly ofPoints: Uint8Array
  readonly view: MapView
  readonly size: Size
  /** Device pixels for one of `size`. */
  readonly pixelRatio: number
  readonly palette: Palette
}

/** Draws the points of a map on the GPU, all in one call. */
export interface PointRenderer {
  draw(points: DrawnPoints): void
}

const shapes: readonly Shape[] = ['circle', 'square', 'diamond', 'triangle']
/** Twelve pairs of colour and shape are all there are: from the thirteenth class on looks come again, so do places here. */
const mostColours = 12

const vertexShader = `#version 300 es
layout(location = 0) in vec2 place;
layout(location = 1) in uvec4 look; // colour, shape, hollow, marks
uniform vec4 view; // clip = place * view.xy + view.zw
uniform float size;
uniform vec3 colours[${mostColours}];
flat out vec3 colour;
flat out uvec3 kind; // shape, hollow, marks
flat out float extent;
void main() {
  gl_Position = vec4(place * view.xy + view.zw, 0.0, 1.0);
  extent = size * ((look.w & 6u) != 0u ? 1.5 : 1.0);
  gl_PointSize = extent;
  colour = colours[look.x];
  kind = look.yzw;
}`

/** The shapes are signed distances from their outlines, in half extents; a pixel at the edge is covered in part. */
const fragmentShader = `#version 300 es
precision highp float;
flat in vec3 colour;
flat in uvec3 kind;
flat in float extent;
uniform vec3 surface;
uniform vec3 ink;
out vec4 result;
float outline(vec2 p) {
  if (kind.x == 0u) return length(p) - 0.66;
  if (kind.x == 1u) return max(abs(p.x), abs(p.y)) - 0.58;
  if (kind.x == 2u) return (abs(p.x) + abs(p.y) - 0.82) * 0.7071;
  return max(p.y - 0.56, dot(vec2(abs(p.x), p.y + 0.78), vec2(0.859, -0.512)));
}
void main() {
  float pixel = 2.0 / extent;
  float d = outline(gl_PointCoord * 2.0 - 1.0);
  float inner = clamp(0.5 - d / pixel, 0.0, 1.0);
  float ring = (kind.z & 6u) != 0u ? 2.0 : 1.0;
  float outer = clamp(0.5 - d / pixel + ring, 0.0, 1.0);
  float hollow = kind.y == 1u ? clamp(0.5 - d / pixel - 1.8, 0.0, 1.0) : 0.0;
  vec3 edge = (kind.z & 6u) != 0u ? ink : surface;
  vec3 fill = mix(colour, surface, hollow);
  float alpha = outer * ((kind.z & 7u) == 1u ? 0.14 : 1.0);
  result = vec4(mix(edge, fill, inner) * alpha, alpha);
}`

/** null where the browser has no WebGL 2, or has it turned off. */
export function createPointRenderer(canvas: HTMLCanvasElement): PointRenderer | null {
  const gl = canvas.getContext('webgl2', { antialias: false, depth: false, alpha: true })
  const program = gl && link(gl)
  if (!gl || !program) return null
  const at = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name)
  const uniforms = {
    view: at('view'),
    size: at('size'),
    colours: at('colours'),
    surface: at('surface'),
    ink: at('ink'),
  }
  const [places, looks, order] = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer()]
  let loaded: Pick<DrawnPoints, 'chart' | 'ofPoints'> | null = null
  gl.useProgram(program)
  gl.enable(gl.BLEND)
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  gl.bindBuffer(gl.ARRAY_BUFFER, places)
  gl.enableVertexAttribArray(0)
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0)
  gl.bindBuffer(gl.ARRAY_BUFFER, looks)
  gl.enableVertexAttribArray(1)
  gl.vertexAttribIPointer(1, 4, gl.UNSIGNED_BYTE, 0, 0)
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, order)

  /** Points go to the graphics processor once; only what they are seen through changes as the map is moved. */
  const load = (chart: MapChart, ofPoints: Uint8Array): void => {
    if (loaded?.chart === chart && loaded.ofPoints === ofPoints) return
    gl.bindBuffer(gl.ARRAY_BUFFER, places)
    gl.bufferData(gl.ARRAY_BUFFER, chart.places, gl.STATIC_DRAW)
    gl.bindBuffer(gl.ARRAY_BUFFER, looks)
    gl.bufferData(gl.ARRAY_BUFFER, looksOf(chart, ofPoints), gl.DYNAMIC_DRAW)
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, drawingOrder(ofPoints), gl.DYNAMIC_DRAW)
    loaded = { chart, ofPoints }
  }

  return {
    draw({ chart, ofPoints, view, size, pixelRatio, palette }) {
      const [width, height] = [Math.round(size.width * pixelRatio), Math.round(size.height * pixelRatio)]
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
      gl.viewport(0, 0, width, height)
      gl.clearColor(...palette.surface, 1)
      gl.clear(gl.COLOR_BUFFER_BIT)
      const count = ofPoints.length
      if (count === 0) return
      load(chart, ofPoints)
      const [origin, unit] = [toPixel(view, size, 0, 0), toPixel(view, size, 1, 1)]
      gl.uniform4f(
        uniforms.view,
        (2 * (unit.x - origin.x)) / size.width,
        (2 * (origin.y - unit.y)) / size.height,
        (2 * origin.x) / size.width - 1,
        1 - (2 * origin.y) / size.height,
      )
      gl.uniform1f(uniforms.size, pixelRatio * pointSize(count, view.zoom))
      gl.uniform3fv(uniforms.colours, palette.series.slice(0, mostColours).flat())
      gl.uniform3f(uniforms.surface, ...palette.surface)
      gl.uniform3f(uniforms.ink, ...palette.ink)
      gl.drawElements(gl.POINTS, count, gl.UNSIGNED_INT, 0)
    },
  }
}

/** Colour, shape, hollow and marks of each point, a byte each. */
function looksOf({ series, seriesOf }: MapChart, ofPoints: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * seriesOf.length)
  seriesOf.forEach((s, i) => {
    const { shape, dashed } = series[s]!
    bytes[4 * i] = s % mostColours
    bytes[4 * i + 1] = shape === null ? 0 : shapes.indexOf(shape)
    bytes[4 * i + 2] = Number(dashed)
    bytes[4 * i + 3] = ofPoints[i]!
  })
  return bytes
}

/** Pixels across a point and its edge: smaller where there are many, larger where one looks closer. */
function pointSize(count: number, zoom: number): number {
  const least = count > 5000 ? 6 : count > 1000 ? 8 : 11
  return Math.min(least * zoom ** 0.3, 18)
}

/** Later ones lie above: faint ones first, then the others, then the selected and the focused. */
function drawingOrder(ofPoints: Uint8Array): Uint32Array<ArrayBuffer> {
  const layer = (mark: number): number => (mark > 1 ? mark : 1 - mark)
  const starts = new Uint32Array(9)
  for (const mark of ofPoints) starts[layer(mark) + 1]!++
  for (let l = 1; l < starts.length; l++) starts[l]! += starts[l - 1]!
  const order = new Uint32Array(ofPoints.length)
  ofPoints.forEach((mark, i) => (order[starts[layer(mark)]!++] = i))
  return order
}

function link(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram()
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(kind)
    // a context that is lost makes none
    if (!shader) return null
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null
}
