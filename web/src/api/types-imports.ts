export type ImportState = 'understanding' | 'understood' | 'checking' | 'checked' | 'running' | 'done' | 'failed'
export interface ImportSummary {
  id: string
  state: ImportState
  at: string
  actor: string
  as_of: string
  files: (string | { name: string })[]
  rows: number | null
  imported: number | null
  updated: number | null
  unchanged: number | null
  quarantined: number | null
}
export interface SheetColumn {
  letter: string
  header: string
  field: string | null
  field_name: string | null
}
export interface ImportSheet {
  name: string
  skipped: boolean
  reason: string | null
  county: string | null
  rows_seen: number
  header_row: number | null
  columns: SheetColumn[]
}
export interface ImportFile {
  name: string
  size: number
  kind: string
  error: { code: string; message: string } | null
  sheets: ImportSheet[]
}
export interface ImportProgress {
  stage: string
  done: number
  total: number
  message?: string | null
}
export interface ImportResult {
  dry_run: boolean
  files: number
  sheets: number
  rows: number
  imported: number
  updated: number
  unchanged: number
  quarantined: number
  codes: Record<string, number>
  warnings: Record<string, number>
  leads: Record<string, number>
  sheet_findings: { file: string; sheet: string; code: string; message: string }[]
  file_refusals: { file: string; code: string; message: string }[]
  error_workbooks: string[]
  by_county: Record<string, { rows: number; imported: number; quarantined: number }>
  seconds: number
}
export interface ImportJob {
  id: string
  state: ImportState
  as_of: string
  actor: string
  at: string
  files: ImportFile[]
  progress: ImportProgress | null
  result: ImportResult | null
  error: { code: string; message: string } | null
}
export interface Refusal {
  file: string
  sheet: string
  row: number
  column: string | null
  cell: string | null
  code: string
  name: string
  message: string
  do: string
  value: string | null
}
export interface RefusalPage {
  total: number
  refusals: Refusal[]
}
