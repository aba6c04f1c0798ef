export interface LedgerColumn {
  key: string
  name: string
  sortable: boolean
  default: boolean
}
export type HouseholdRow = { id: string } & Record<string, unknown>
export interface HouseholdPage {
  rows: HouseholdRow[]
  next: string | null
  total: number | null
}
export interface CodeText {
  code: string
  name: string
  do: string
  severity: 'refusal' | 'warning' | 'finding' | 'file' | 'lead'
}

export interface TimelineEntry {
  at: string | null
  date: string | null
  kind: string
  title: string
  detail?: string | null
  actor?: string | null
  process?: string | null
  changes?: { field: string; name: string; before: string | null; after: string | null }[] | null
}
export interface HouseholdFile {
  household: {
    id: string
    version: number
    county: string
    township: string
    village: string
    groups: { key: string; name: string; fields: { key: string; name: string; value: string | null }[] }[]
    stage: string
    stage_name: string
    warnings: { code: string; name: string; do: string }[]
    source: { import_id: string; file: string; sheet: string; row: number } | null
  }
  timeline: TimelineEntry[]
  leads: LeadGroup[]
}

export interface LeadGroup {
  pattern: string
  name: string
  households: { id: string; head: string; village: string; county?: string }[]
}
export interface Leads {
  swept_at: string | null
  counts: Record<string, number>
  leads: LeadGroup[]
}
