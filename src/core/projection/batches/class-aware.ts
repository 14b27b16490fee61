import type { BatchRule } from './batch-rule.ts'

/**
 * Every batch holds the classes as evenly as their counts allow. Nothing is drawn twice or left out (R6, R13): an epoch still passes
 * every row once, so a class of few rows is in few batches rather than in all.
 *
 * A contrastive loss learns from two rows of a class in one batch, so a class goes to as many batches as can have two of its rows
 * each, in proportion to the room that is left in them; the rarest class first, to the batches with the most room. A class
 * of one row is alone in its batch; so are rows for which only single places are left, which takes many classes in small
 * batches. How many rows of each class a batch holds is the same in every epoch; which rows, and which batch comes when, is drawn.
 * The last, shorter batch stays last.
 */
export const classAware: BatchRule = (y, batchSize) => {
  const rowsOf = new Map<number, number[]>()
  y.forEach((c, i) => {
    const rows = rowsOf.get(c)
    if (rows) rows.push(i)
    else rowsOf.set(c, [i])
  })
  const classes = [...rowsOf.values()].sort((a, b) => a.length - b.length)
  const sizes = batchSizes(y.length, batchSize)
  const room = [...sizes]
  /** Rows of each class in each batch, [classes][batches]. */
  const shares = classes.map((rows) => {
    const share = shareOut(rows.length, room)
    share.forEach((count, k) => (room[k]! -= count))
    return share
  })

  return (rng) => {
    const batches: number[][] = sizes.map(() => [])
    classes.forEach((rows, c) => {
      const order = rng.permutation(rows.length)
      let next = 0
      shares[c]!.forEach((count, k) => {
        for (const end = next + count; next < end; next++) batches[k]!.push(rows[order[next]!]!)
      })
    })
    const whole = batches.filter((rows) => rows.length === batchSize)
    const short = batches.filter((rows) => rows.length < batchSize)
    const order = rng.permutation(whole.length)
    return Int32Array.from([...[...order].map((k) => whole[k]!), ...short].flat())
  }
}

function batchSizes(n: number, batchSize: number): number[] {
  return Array.from({ length: Math.ceil(n / batchSize) }, (_, k) => Math.min(batchSize, n - k * batchSize))
}

/** How many of a class's rows each batch gets: two or more, or none, wherever the room allows that. */
function shareOut(rows: number, room: readonly number[]): number[] {
  const roomiest = [...room.keys()].sort((a, b) => room[b]! - room[a]! || a - b)
  for (let batches = Math.min(room.length, Math.floor(rows / 2)); batches > 0; batches--) {
    const chosen = roomiest.slice(0, batches)
    if (chosen.reduce((sum, k) => sum + room[k]!, 0) < rows) break
    const share = inProportion(rows, room, chosen)
    if (chosen.every((k) => share[k]! >= 2)) return share
  }
  // a single row, or too many small rooms: as few batches as hold them
  let batches = 1
  while (roomiest.slice(0, batches).reduce((sum, k) => sum + room[k]!, 0) < rows) batches++
  return inProportion(rows, room, roomiest.slice(0, batches))
}

/** `rows` dealt to the chosen batches in proportion to their room, never more than it; largest remainders first. */
function inProportion(rows: number, room: readonly number[], chosen: readonly number[]): number[] {
  const all = chosen.reduce((sum, k) => sum + room[k]!, 0)
  const share = room.map(() => 0)
  for (const k of chosen) share[k] = Math.floor((rows * room[k]!) / all)
  const left = rows - share.reduce((sum, count) => sum + count, 0)
  const remainder = (k: number): number => (rows * room[k]!) % all
  const next = [...chosen].sort((a, b) => remainder(b) - remainder(a) || a - b)
  for (const k of next.slice(0, left)) share[k]!++
  return share
}
