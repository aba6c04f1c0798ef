import type { JournalLine } from '@/api/types'

/** What one person did in one go: an import of a county writes an entry for each village, and people ask for the import. */
export interface Act {
  key: string
  day: string
  first: JournalLine
  lines: JournalLine[]
}

/** Neighbouring entries of one act drawn together, newest first as they came. */
export function actsOf(lines: JournalLine[], dayOf: (instant: string) => string): Act[] {
  const acts: Act[] = []
  for (const line of lines) {
    const last = acts.at(-1)
    if (last?.first.process_id === line.process_id) last.lines.push(line)
    else acts.push({ key: `${line.county}.${line.number}`, day: dayOf(line.at), first: line, lines: [line] })
  }
  return acts
}

/** Each once, in the order of first appearance. */
export const each = <T>(values: T[]) => [...new Set(values)]
