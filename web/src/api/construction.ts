import type { components } from './schema'
import { http } from './http'

type Schemas = components['schemas']
const part = encodeURIComponent

export type Standing = Schemas['ConstructionAnswer']
export type StandingLine = Schemas['ConstructionLine']
export type GoalOutlook = Schemas['GoalOutlook']
export type GoalDate = Schemas['GoalDate']
export type Curve = Schemas['CurveAnswer']
export type CurvePoint = Schemas['CurvePoint']
export type Week = Schemas['WeekAnswer']
export type Moves = Schemas['MovesAnswer']
export type Schedules = Schemas['BuildScheduleList']
export type Schedule = Schemas['BuildScheduleLine']
export type Reports = Schemas['VillageReportsAnswer']
export type VillageStanding = Schemas['VillageStanding']
export type ReportRequest = Schemas['VillageReportsRequest']
export type Hindrances = Schemas['HindranceList']
export type Hindrance = Schemas['HindranceLine']
export type HindranceRequest = Schemas['HindranceRequest']

export const constructionApi = {
  standing: (level: string, within: string | null, signal?: AbortSignal) => http.get<Standing>('/construction', { level, within }, signal),
  curve: (region: string | null, firm: string | null, signal?: AbortSignal) =>
    http.get<Curve>('/construction/curve', { region, firm }, signal),
  week: (county: string, day: string | null, signal?: AbortSignal) => http.get<Week>('/construction/weeks', { county, day }, signal),
  moves: (signal?: AbortSignal) => http.get<Moves>('/construction/moves', {}, signal),
  schedules: (signal?: AbortSignal) => http.get<Schedules>('/construction/schedules', {}, signal),
  schedule: (county: string, rest: boolean, version: number) => http.post<Schedule>('/construction/schedules', { county, rest, version }),
  reports: (township: string, signal?: AbortSignal) => http.get<Reports>('/construction/reports', { township }, signal),
  report: (township: string, request: ReportRequest) => http.post<Reports>('/construction/reports', request, { township }),
  hindrances: (county: string | null, signal?: AbortSignal) => http.get<Hindrances>('/construction/hindrances', { county }, signal),
  addHindrance: (request: HindranceRequest) => http.post<Hindrance>('/construction/hindrances', request),
  changeHindrance: (id: string, request: HindranceRequest) => http.post<Hindrance>(`/construction/hindrances/${part(id)}`, request),
  actOnHindrance: (id: string, act: string, version: number, reason: string) =>
    http.post<Hindrance>(`/construction/hindrances/${part(id)}/acts/${part(act)}`, { version, reason }),
}
