import type { Picture } from './photos'
import type { Position } from './position'

/** An item's answer; of a measured item the value as it was read off. */
export interface Answer {
  answer?: 'yes' | 'no' | 'not_applicable'
  value?: string
  note?: string
}
export type Outcome = 'passed' | 'failed' | 'impossible'

/** An inspection that is being written down; it is kept after every touch, so that nothing is lost when the page goes. */
export interface Draft {
  submission: string
  household: string
  /** The household as it was taken along: the server refuses when it has changed meanwhile. */
  version: number
  startedAt: string
  checklist: string
  answers: Record<string, Answer>
  pictures: Picture[]
  position: Position | null
  outcome: Outcome | null
  reason: string
  /** What must be mended, and by which day. */
  mend: string
  due: string
}

export const draftName = (household: string) => `draft:${household}`

export function newDraft(household: string, version: number, checklist: string): Draft {
  return {
    submission: crypto.randomUUID(),
    household,
    version,
    startedAt: new Date().toISOString(),
    checklist,
    answers: {},
    pictures: [],
    position: null,
    outcome: null,
    reason: '',
    mend: '',
    due: '',
  }
}
