export interface Named {
  code: string
  name: string
  name_en?: string | null
}

export interface SystemInfo {
  product: string
  version: string
  database: string
  loopback_only: boolean
  demo: boolean
  as_of: string
  programme: { id: string; name: string; name_en?: string | null; version: string | number; effective_from: string } | null
}

export interface Milestone extends Named {
  date: string
  clause: string
}
export interface Technology extends Named {
  synonyms: string[]
  clause: string
}
export interface BannedHeating {
  name: string
  synonyms: string[]
  clause: string
}
export interface Subsidy extends Named {
  amount: number | string
  unit: string
  rule: string
  clause: string
  note?: string | null
}
export interface Parameter extends Named {
  value: number | string | boolean
  unit?: string | null
  clause: string
}

export interface Programme {
  id: string
  name: string
  name_en?: string | null
  version: string | number
  effective_from: string
  city: Named
  document: { title: string; number: string; issuer: string; signed: string; clause: string }
  milestones: Milestone[]
  technologies: Technology[]
  banned: BannedHeating[]
  subsidies: Subsidy[]
  parameters: Parameter[]
}

export interface ProgrammeVersion {
  version: string | number
  effective_from: string
  loaded_at: string
  actor: string
  note?: string | null
  current: boolean
}
export interface AnnexColumn {
  key: string
  name: string
  name_en?: string | null
  numeric: boolean
}
export interface Annex {
  number: number
  title: string
  title_en?: string | null
  unit?: string | null
  note?: string | null
  columns: AnnexColumn[]
  rows: { code: string | null; cells: string[] }[]
  total: string[] | null
  clause: string
}
export interface Clause {
  number: string
  text: string
  place?: string | null
}

/** One region's progress. The counts are cumulative: what is completed is also counted as started. */
export interface ProgressRow extends Named {
  target: number
  ledger: number
  not_started: number
  started: number
  completed: number
  passed: number
  failed: number
  paid_fen: number
  outstanding_fen: number
  area_tenths: number
  quarantined: number
  routes: Record<string, number>
}

export interface Overview {
  as_of: string
  milestones: (Named & { date: string; days_left: number })[]
  targets: { rural_households: number; urban_area_hundredths: number }
  total: ProgressRow
  counties: ProgressRow[]
  routes: (Named & { households: number })[]
  imports: { last_at: string | null; last_id: string | null }
  attention: { quarantined: number; leads: number | null; paid_before: number }
}

export type RegionLevel = 'city' | 'county' | 'township' | 'village'
export interface Region {
  code: string
  name: string
  level: RegionLevel
  children: number
}

export interface TargetChild {
  code: string
  name: string
  level: RegionLevel
  amount: number
  reserve: number
  version: number
  handed_down: number
  ledger: number
}
export interface TargetAct {
  id: string
  at: string
  actor: string
  kind: string
  reason: string | null
  summary: string
  from_code: string | null
  to_code: string | null
  amount: number | null
}
export interface Targets {
  region: { code: string; name: string; level: RegionLevel }
  kind: 'households' | 'area'
  amount: number
  reserve: number
  version: number
  balanced: boolean
  children: TargetChild[]
  acts: TargetAct[]
}
export interface TargetProposal {
  region: string | { code: string }
  children: { code: string; name: string; amount: number }[]
  reserve: number
  basis: string
}

export interface MapMatch {
  matched: number
  unmatched: string[]
  missing: string[]
}
export interface Verification {
  ok: boolean
  rows: number
  counters_ok: boolean
  journal_ok: boolean
  broken: { table: string; key: string; what: string }[]
}
