import type { CardBlock, ModelCard } from './card.ts'

/** Plain text whose characters all stand for themselves in Markdown, on one line; nothing can become a link, markup or HTML. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>#|~&!]/g, (character) => `\\${character}`)
    .trim()

export function cardMarkdown({ title, sections }: ModelCard): string {
  const parts = sections.map(
    (section) => `## ${escaped(section.title)}\n\n${section.blocks.map(block).join('\n\n')}`,
  )
  return `# ${escaped(title)}\n\n${parts.join('\n\n')}\n`
}

function block(of: CardBlock): string {
  switch (of.kind) {
    case 'text':
      return escaped(of.text)
    case 'list':
      return of.items.map((item) => `- ${escaped(item)}`).join('\n')
    case 'to-write':
      return `> **To be written by the authors:** ${escaped(of.what)}.`
    case 'table':
      return [of.header, of.header.map(() => '---'), ...of.rows.map((row) => row.map(escaped))]
        .map((row) => `| ${row.join(' | ')} |`)
        .join('\n')
  }
}
