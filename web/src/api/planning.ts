import type { components } from './schema'
import { address, download, http, upload, type Query } from './http'
import type { Job } from './types'

type Schemas = components['schemas']
const part = encodeURIComponent

export type SupplyOverview = Schemas['SupplyOverview']
export type SupplyLine = Schemas['SupplyLine']
export type SupplyPage = Schemas['SupplyPage']
export type SupplyVillage = Schemas['SupplyVillage']
export type SupplyImport = Schemas['SupplyImportAnswer']
export type Scenario = Schemas['ScenarioLine']
export type ScenarioAnswer = Schemas['ScenarioAnswer']
export type ScenarioRequest = Schemas['ScenarioRequest']
export type ScenarioSettings = Schemas['ScenarioSettings']
export type PlannedVillage = Schemas['PlannedVillageLine']
export type Limit = Schemas['LimitLine']
export type Comparison = Schemas['ComparisonAnswer']
export type CountyPlan = Schemas['CountyPlanLine']
export type CountyPlanAnswer = Schemas['CountyPlanAnswer']
export type RouteLeads = Schemas['RouteLeadsAnswer']
export type TryVillage = Schemas['TryVillageAnswer']

export const planningApi = {
  supply: (signal?: AbortSignal) => http.get<SupplyOverview>('/supply', {}, signal),
  items: (query: Query, signal?: AbortSignal) => http.get<SupplyPage>('/supply/items', query, signal),
  village: (code: string, signal?: AbortSignal) => http.get<SupplyVillage>(`/supply/villages/${part(code)}`, {}, signal),
  correct: (key: string, version: number, values: Record<string, string>, reason: string) =>
    http.post<SupplyLine>(`/supply/items/${part(key)}`, { version, values, reason }),
  template: () => download(address('/supply/template'), 'supply.xlsx'),
  check: (form: FormData, onProgress: (share: number) => void) => upload<SupplyImport>('/supply/uploads', form, onProgress),
  bringIn: (key: string) => http.post<SupplyImport>(`/supply/uploads/${part(key)}/import`),
  errors: (key: string) => download(address(`/supply/uploads/${part(key)}/errors`), 'refused.xlsx'),
  scenarios: (signal?: AbortSignal) => http.get<{ scenarios: Scenario[] }>('/planning/scenarios', {}, signal),
  scenario: (id: string, signal?: AbortSignal) => http.get<ScenarioAnswer>(`/planning/scenarios/${part(id)}`, {}, signal),
  save: (id: string | null, request: ScenarioRequest) => http.post<Scenario>(`/planning/scenarios${id ? `/${part(id)}` : ''}`, request),
  solve: (id: string, seconds: number) => http.post<Job>(`/planning/scenarios/${part(id)}/solve`, { seconds }),
  tryVillage: (id: string, village: string, route: string) =>
    http.get<TryVillage>(`/planning/scenarios/${part(id)}/try`, { village, route }),
  compare: (ids: string, signal?: AbortSignal) => http.get<Comparison>('/planning/compare', { ids }, signal),
  plans: (signal?: AbortSignal) => http.get<{ plans: CountyPlan[] }>('/planning/plans', {}, signal),
  plan: (id: string, signal?: AbortSignal) => http.get<CountyPlanAnswer>(`/planning/plans/${part(id)}`, {}, signal),
  propose: (scenario: string) => http.post<{ plans: CountyPlan[] }>('/planning/plans', { scenario }),
  decide: (id: string, act: string, version: number, reason: string | null) =>
    http.post<CountyPlan>(`/planning/plans/${part(id)}/${part(act)}`, { version, reason }),
  leads: (signal?: AbortSignal) => http.get<RouteLeads>('/planning/leads', {}, signal),
}
