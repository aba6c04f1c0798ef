import { http } from './http'
import type {
  Annex,
  Clause,
  HandDown,
  Job,
  MapMatch,
  Measure,
  Overview,
  Programme,
  ProgrammeVersion,
  Progress,
  Region,
  SystemInfo,
  TargetProposal,
  Targets,
  Transfer,
} from './types'

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
  progress: (by: 'county' | 'township' | 'village', region?: string, signal?: AbortSignal) =>
    http.get<Progress>('/progress', { by, region }, signal),
  regions: (parent?: string, signal?: AbortSignal) => http.get<{ regions: Region[] }>('/regions', { parent }, signal),
  targets: (measure: Measure, region?: string, signal?: AbortSignal) => http.get<Targets>('/targets', { measure, region }, signal),
  propose: (measure: Measure, region: string) => http.post<TargetProposal>('/targets/proposal', { region }, { measure }),
  handDown: (measure: Measure, act: HandDown) => http.post<Targets>('/targets/hand-down', act, { measure }),
  transfer: (measure: Measure, act: Transfer) => http.post<Targets>('/targets/transfer', act, { measure }),
  /** Null where nobody has brought outlines yet. */
  outlines: (signal?: AbortSignal) => http.get<Outlines | null>('/map/counties', {}, signal),
  importOutlines: (geojson: string) => http.put<MapMatch>('/map/counties', geojson),
  deleteOutlines: () => http.delete('/map/counties'),
  verify: () => http.post<Job>('/verify'),
}
