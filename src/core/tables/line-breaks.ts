/**
 * Turns CRLF and lone CR into LF over a stream, also within quoted cells, as XML and HTML readers do: files that mix the
 * three then have the right number of rows, and equal notes stay equal whatever machine they were exported on.
 */
export function createLineBreaks(): (text: string, last: boolean) => string {
  let held = ''
  return (next, last) => {
    let text = held + next
    held = ''
    // A CR at the end may be the first half of a CRLF.
    if (!last && text.endsWith('\r')) {
      held = '\r'
      text = text.slice(0, -1)
    }
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  }
}
