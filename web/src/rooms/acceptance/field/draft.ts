import type { Picture } from './photos'
import type { Position } from './position'

export type Answer = 'yes' | 'no' | 'none'
export type Outcome = 'passed' | 'failed' | 'impossible'

/** An inspection that is being written down; it is kept after every touch, so that nothing is lost when the page goes. */
export interface Draft {
  submission: string
  household: string
  /** The household as it was taken along: the server refuses when it has changed meanwhile. */
  version: number
  startedAt: string
  checklist: string
  answers: Record<string, { value: Answer; note?: string }>
  measures: Record<string, string>
  pictures: Picture[]
  position: Position | null
  outcome: Outcome | null
  reason: string
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
    measures: {},
    pictures: [],
    position: null,
    outcome: null,
    reason: '',
    due: '',
  }
}
