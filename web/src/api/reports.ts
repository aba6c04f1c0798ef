import { http, type Query } from './http'
import type { FigureCorrection, Report, ReportAct, ReportCorrectionPage, ReportPage, ReportPrint } from './types'

const part = encodeURIComponent

export const reportsApi = {
  list: (query: Query, signal?: AbortSignal) => http.get<ReportPage>('/reports', query, signal),
  one: (id: string, signal?: AbortSignal) => http.get<Report>(`/reports/${part(id)}`, {}, signal),
  print: (id: string, signal?: AbortSignal) => http.get<ReportPrint>(`/reports/${part(id)}/print`, {}, signal),
  draft: (region: string, date: string) => http.post<Report>('/reports', { region, date }),
  act: (id: string, act: Exclude<ReportAct, 'correct'>, version: number, reason: string | null = null) =>
    http.post<Report>(`/reports/${part(id)}/${act}`, { version, reason }),
  correct: (id: string, correction: FigureCorrection) => http.post<Report>(`/reports/${part(id)}/correct`, correction),
  corrections: (query: Query, signal?: AbortSignal) => http.get<ReportCorrectionPage>('/reports/corrections', query, signal),
}
