import { http } from './http'
import type {
  Annex,
  Clause,
  MapMatch,
  Overview,
  Programme,
  ProgrammeVersion,
  ProgressRow,
  Region,
  SystemInfo,
  TargetProposal,
  Targets,
  Verification,
} from './types'

export interface HandDown {
  region: string
  version: number
  children: { code: string; amount: number }[]
  reason: string
}
export interface Transfer {
  parent: string
  from: string
  to: string
  amount: number
  reason: string
  from_version: number
  to_version: number
}
/** Outlines as a map file brings them; the drawing library reads the rest. */
export interface Outlines {
  type: 'FeatureCollection'
  features: { properties: { code: string; name: string } }[]
}

export const programmeApi = {
  system: (signal?: AbortSignal) => http.get<SystemInfo>('/system', {}, signal),
  programme: (signal?: AbortSignal) => http.get<Programme>('/programme', {}, signal),
  versions: (signal?: AbortSignal) => http.get<{ versions: ProgrammeVersion[] }>('/programme/versions', {}, signal),
  annexes: (signal?: AbortSignal) => http.get<{ annexes: Annex[] }>('/programme/annexes', {}, signal),
  clauses: (signal?: AbortSignal) => http.get<{ clauses: Clause[] }>('/programme/clauses', {}, signal),
  overview: (signal?: AbortSignal) => http.get<Overview>('/overview', {}, signal),
  progress: (by: 'county' | 'township' | 'village', region?: string, cursor?: string, signal?: AbortSignal) =>
    http.get<{ rows: ProgressRow[]; total: ProgressRow; next: string | null }>('/progress', { by, region, cursor }, signal),
  regions: (parent?: string, signal?: AbortSignal) => http.get<{ regions: Region[] }>('/regions', { parent }, signal),
  targets: (region?: string, signal?: AbortSignal) => http.get<Targets>('/targets', { region }, signal),
  propose: (region: string) => http.post<TargetProposal>('/targets/proposal', { region }),
  handDown: (act: HandDown) => http.post<Targets>('/targets/hand-down', act),
  transfer: (act: Transfer) => http.post<Targets>('/targets/transfer', act),
  outlines: (signal?: AbortSignal) => http.get<Outlines | null>('/map/counties', {}, signal),
  importOutlines: (geojson: string) => http.put<MapMatch>('/map/counties', geojson),
  deleteOutlines: () => http.delete('/map/counties'),
  verify: () => http.post<Verification>('/verify'),
}
