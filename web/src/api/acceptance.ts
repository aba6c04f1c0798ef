import type { components } from './schema'
import { address, download, http, type Query } from './http'
import type { Job } from './types'

type Schemas = components['schemas']
const part = encodeURIComponent

export type AcceptanceLine = Schemas['AcceptanceLine']
export type AcceptancePage = Schemas['AcceptancePage']
export type HouseholdAcceptance = Schemas['HouseholdAcceptance']
export type InspectionLine = Schemas['InspectionLine']
export type RectificationLine = Schemas['RectificationLine']
export type RectificationPage = Schemas['RectificationPage']
export type InspectorLine = Schemas['InspectorLine']
export type InspectorRequest = Schemas['InspectorRequest']
export type AcceptanceBatch = Schemas['BatchLine']
export type BatchAnswer = Schemas['BatchAnswer']
export type HouseholdLine = Schemas['HouseholdLine']
export type HouseholdManifest = Schemas['HouseholdManifest']
export type AcceptanceLeads = Schemas['AcceptanceLeadsAnswer']

export const acceptanceApi = {
  list: (query: Query, signal?: AbortSignal) => http.get<AcceptancePage>('/acceptance', query, signal),
  household: (id: string, signal?: AbortSignal) => http.get<HouseholdAcceptance>(`/acceptance/households/${part(id)}`, {}, signal),
  confirm: (id: string, version: number) =>
    http.post<HouseholdAcceptance>(`/acceptance/households/${part(id)}/confirm`, { version, reason: null }),
  withdraw: (id: string, version: number, reason: string) =>
    http.post<HouseholdAcceptance>(`/acceptance/households/${part(id)}/withdraw`, { version, reason }),
  confirmVillage: (village: string, reason: string) =>
    http.post<{ village: string; confirmed: number }>('/acceptance/confirm', { village, reason }),
  archive: (id: string, signal?: AbortSignal) => http.get<HouseholdManifest>(`/acceptance/households/${part(id)}/archive`, {}, signal),
  archiveFile: (id: string) => download(address(`/acceptance/households/${part(id)}/archive/file`), `${id}.zip`),
  archiveVillage: (village: string) => http.post<Job>('/acceptance/archive', { village }),
  /** Address of a photograph or signature, for an img element. */
  picture: (id: string) => address(`/acceptance/attachments/${part(id)}/content`),
  rectifications: (query: Query, signal?: AbortSignal) => http.get<RectificationPage>('/acceptance/rectifications', query, signal),
  amend: (id: string, version: number, what: string, who: string, due: string) =>
    http.post<RectificationLine>(`/acceptance/rectifications/${part(id)}/amend`, { version, what, who, due }),
  mend: (id: string, act: 'report' | 'return' | 'drop', version: number, reason: string) =>
    http.post<RectificationLine>(`/acceptance/rectifications/${part(id)}/${act}`, { version, reason }),
  inspectors: (county: string, signal?: AbortSignal) =>
    http.get<{ inspectors: InspectorLine[] }>('/acceptance/inspectors', { county }, signal),
  saveInspector: (id: string | null, request: InspectorRequest) =>
    http.post<InspectorLine>(`/acceptance/inspectors${id ? `/${part(id)}` : ''}`, request),
  endInspector: (id: string, version: number) => http.post<InspectorLine>(`/acceptance/inspectors/${part(id)}/end`, { version }),
  batches: (county: string, signal?: AbortSignal) => http.get<{ batches: AcceptanceBatch[] }>('/acceptance/batches', { county }, signal),
  batch: (id: string, signal?: AbortSignal) => http.get<BatchAnswer>(`/acceptance/batches/${part(id)}`, {}, signal),
  propose: (villages: string[], inspector: string, day: string, count: number) =>
    http.post<{ households: HouseholdLine[] }>('/acceptance/batches/propose', { villages, inspector, day, count }),
  plan: (inspector: string, day: string, households: string[], note: string | null) =>
    http.post<BatchAnswer>('/acceptance/batches', { inspector, day, households, note }),
  endBatch: (id: string, act: 'close' | 'cancel', version: number, reason: string | null) =>
    http.post<BatchAnswer>(`/acceptance/batches/${part(id)}/${act}`, { version, reason }),
  leads: (signal?: AbortSignal) => http.get<AcceptanceLeads>('/acceptance/leads', {}, signal),
  sweep: () => http.post<Job>('/acceptance/leads/sweep'),
}
