import { groupThreads, type Kernel } from './kernel.ts'

export interface TileSize {
  /** Rows of a batch, at most. */
  readonly rows: number
  /**
   * Threads that keep the device busy: with fewer tiles, several share one. A graphics processor wants ten thousand and more, its
   * imitation by the processor only one.
   */
  readonly busyThreads: number
}

/**
 * Sums that are laid out in tiles of four vectors. The terms of a tile are shared out among the `slices` of a workgroup, which add up
 * what they have in a fixed order: the same input gives the same bits (R12).
 */
export interface TiledSum {
  readonly name: string
  readonly declarations: string
  /** For a batch of so many rows. */
  readonly tiles: (rows: number) => number
  readonly size: TileSize
  /** Of a tile, at most. */
  readonly terms: number
  /** WGSL that adds the terms `slice`, `slice + slices`, .. of `tile` to sum0 .. sum3. */
  readonly sum: string
  /** WGSL that makes use of the sums of `tile`. */
  readonly store: string
}

/** A thread that shares a tile has at least so many of its terms. */
const leastTerms = 8

export function tiledSumKernel({ name, declarations, tiles, size, terms, sum, store }: TiledSum): Kernel {
  const slices = slicesFor(tiles(size.rows), terms, size.busyThreads)
  const tilesOfGroup = groupThreads / slices
  return {
    name,
    groups: (rows) => Math.ceil(tiles(rows) / tilesOfGroup),
    code: /* wgsl */ `
${declarations}
const slices = ${slices}u;
var<workgroup> shares: array<vec4f, ${4 * groupThreads}>;

@compute @workgroup_size(${groupThreads})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let tile = group.x * ${tilesOfGroup}u + thread / slices;
  let slice = thread % slices;
  var sum0 = vec4f(0.0);
  var sum1 = vec4f(0.0);
  var sum2 = vec4f(0.0);
  var sum3 = vec4f(0.0);
  ${sum}
  ${slices > 1 ? addShares : ''}
  if (slice == 0u) {
    ${store}
  }
}
`,
  }
}

const addShares = /* wgsl */ `
  let own = 4u * thread;
  shares[own] = sum0;
  shares[own + 1u] = sum1;
  shares[own + 2u] = sum2;
  shares[own + 3u] = sum3;
  workgroupBarrier();
  if (slice == 0u) {
    for (var other = 4u; other < 4u * slices; other += 4u) {
      sum0 += shares[own + other];
      sum1 += shares[own + other + 1u];
      sum2 += shares[own + other + 2u];
      sum3 += shares[own + other + 3u];
    }
  }
`

function slicesFor(tiles: number, terms: number, busyThreads: number): number {
  let slices = 1
  while (2 * slices <= groupThreads && tiles * slices < busyThreads && terms >= 2 * slices * leastTerms)
    slices *= 2
  return slices
}
