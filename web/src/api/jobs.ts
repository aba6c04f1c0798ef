import { address, http, type Query } from './http'
import type { Job, JobPage, NoticePage, Schedule, ScheduleChange } from './types'

const part = encodeURIComponent

export const jobsApi = {
  list: (query: Query, signal?: AbortSignal) => http.get<JobPage>('/jobs', query, signal),
  one: (id: string, signal?: AbortSignal) => http.get<Job>(`/jobs/${part(id)}`, {}, signal),
  cancel: (id: string) => http.post<Job>(`/jobs/${part(id)}/cancel`),
  eventsAddress: (id: string) => address(`/jobs/${part(id)}/events`),
  fileAddress: (id: string) => address(`/jobs/${part(id)}/file`),
}

export const schedulesApi = {
  list: (signal?: AbortSignal) => http.get<{ schedules: Schedule[] }>('/schedules', {}, signal),
  change: (kind: string, change: ScheduleChange) => http.put<Schedule>(`/schedules/${part(kind)}`, JSON.stringify(change)),
  run: (kind: string) => http.post<Job>(`/schedules/${part(kind)}/run`),
}

export const noticesApi = {
  list: (query: Query, signal?: AbortSignal) => http.get<NoticePage>('/notices', query, signal),
  read: (id: string) => http.post<void>(`/notices/${part(id)}/read`),
  readAll: () => http.post<void>('/notices/read'),
}
