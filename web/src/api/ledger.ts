import { address, http, upload, type Query } from './http'
import type {
  CodeText,
  Corrected,
  Correction,
  HouseholdFile,
  HouseholdMove,
  ImportJob,
  ImportLine,
  Job,
  Leads,
  LedgerColumn,
  LedgerPage,
  RefusalPage,
  RevealedHousehold,
} from './types'

const part = encodeURIComponent

export const ledgerApi = {
  columns: (signal?: AbortSignal) => http.get<{ columns: LedgerColumn[] }>('/ledger/columns', {}, signal),
  households: (query: Query, signal?: AbortSignal) => http.get<LedgerPage>('/ledger/households', query, signal),
  household: (id: string, signal?: AbortSignal) => http.get<HouseholdFile>(`/ledger/households/${part(id)}`, {}, signal),
  correct: (id: string, correction: Correction) => http.post<Corrected>(`/ledger/households/${part(id)}/correct`, correction),
  move: (id: string, move: HouseholdMove) => http.post<Corrected>(`/ledger/households/${part(id)}/move`, move),
  reveal: (id: string, purpose: string) => http.post<RevealedHousehold>(`/ledger/households/${part(id)}/reveal`, { purpose }),
  codes: (signal?: AbortSignal) => http.get<{ codes: CodeText[] }>('/ledger/codes', {}, signal),
  /** The same selection as a job, for large ones: its file is fetched later. */
  exportAsJob: (query: Query) => http.post<Job>('/ledger/export', undefined, query),
  exportAddress: (query: Query) => address('/ledger/export', query),
  leads: (signal?: AbortSignal) => http.get<Leads>('/leads', {}, signal),
  sweep: () => http.post<Job>('/leads/sweep'),
}

export const importsApi = {
  list: (signal?: AbortSignal) => http.get<{ imports: ImportLine[] }>('/imports', {}, signal),
  one: (id: string, signal?: AbortSignal) => http.get<ImportJob>(`/imports/${part(id)}`, {}, signal),
  check: (id: string) => http.post<ImportJob>(`/imports/${part(id)}/check`),
  start: (id: string) => http.post<ImportJob>(`/imports/${part(id)}/start`),
  remove: (id: string) => http.delete(`/imports/${part(id)}`),
  refusals: (id: string, query: Query, signal?: AbortSignal) => http.get<RefusalPage>(`/imports/${part(id)}/refusals`, query, signal),
  eventsAddress: (id: string) => address(`/imports/${part(id)}/events`),
  workbookAddress: (id: string, name: string) => address(`/imports/${part(id)}/error-workbooks/${part(name)}`),
  send(files: File[], asOf: string, onProgress: (share: number) => void) {
    const form = new FormData()
    form.append('as_of', asOf)
    for (const file of files) form.append('files', file, file.name)
    return upload<ImportJob>('/imports', form, onProgress)
  },
}
