/** What an inspector takes along: the day's households and how to look at each. */
export interface FieldList {
  /** When it was taken from the server. */
  takenAt: string
  inspector: { name: string; certificate: string | null; validTo: string | null; mayInspect: boolean; why: string | null }
  checklists: Checklist[]
  households: FieldHousehold[]
}

export interface Checklist {
  /** Code and version, such as gas/1, as the server wants it back. */
  id: string
  name: string
  routes: string[]
  items: ChecklistItem[]
  /** Kinds of photographs that every passed or failed household needs: before, after, plate. */
  photos: string[]
}

export interface ChecklistItem {
  code: string
  text: string
  kind: 'check' | 'measure'
  unit: string | null
  atLeast: number | null
  atMost: number | null
  /** Not good, it fails the household. */
  fails: boolean
  mayNotApply: boolean
  photo: 'always' | 'on-fail' | null
  /** Clause or standard that asks for it. */
  source: string | null
}

export interface FieldHousehold {
  id: string
  version: number
  head: string
  village: string
  township: string
  route: string
  routeName: string
  rooms: number | null
  area: string | null
  device: string | null
  serial: string | null
  enterprise: string | null
  completed: string | null
  batch: string | null
  /** Earlier inspections, the latest first. */
  earlier: { number: number; day: string; outcome: string; reason: string | null }[]
  /** What was to be mended since. */
  mend: { what: string; who: string | null; due: string | null; state: string } | null
  /** Accepted by a workbook, to be confirmed. */
  unconfirmed: boolean
  /** There is nothing to do here any more. */
  done: boolean
}

export function checklistFor(list: FieldList, household: FieldHousehold): Checklist | undefined {
  return list.checklists.find((checklist) => checklist.routes.includes(household.route))
}

/** Finds by any part of name, village, number or device, wherever it stands. */
export function matches(household: FieldHousehold, words: string): boolean {
  const text = [
    household.head,
    household.village,
    household.township,
    household.id,
    household.device,
    household.serial,
    household.routeName,
  ]
    .join(' ')
    .toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
