import { address, http, type Query } from './http'
import type { ExportPage, JournalPage } from './types'

export const journalApi = {
  read: (query: Query, signal?: AbortSignal) => http.get<JournalPage>('/journal', query, signal),
  exportAddress: (query: Query) => address('/journal/export', query),
  exports: (query: Query, signal?: AbortSignal) => http.get<ExportPage>('/exports', query, signal),
}
