import type { components } from './schema'
import { address, download, http, sendBytes, type Query } from './http'

type Schemas = components['schemas']
const part = encodeURIComponent

export type ProjectLine = Schemas['ProjectLine']
export type ProjectStepLine = Schemas['ProjectStepLine']
export type ProjectAnswer = Schemas['ProjectAnswer']
export type ProjectsAnswer = Schemas['ProjectsAnswer']
export type ProjectRequest = Schemas['ProjectRequest']
export type FirmLine = Schemas['FirmLine']
export type FirmAnswer = Schemas['FirmAnswer']
export type FirmsAnswer = Schemas['FirmsAnswer']
export type FirmRequest = Schemas['FirmRequest']
export type FirmContractRequest = Schemas['FirmContractRequest']
export type FirmPaperRequest = Schemas['FirmPaperRequest']
export type DeviceLine = Schemas['DeviceLine']
export type DevicesAnswer = Schemas['DevicesAnswer']
export type DeviceRequest = Schemas['DeviceRequest']
export type DeliveryLeads = Schemas['DeliveryLeadsAnswer']
export type DeviceSampleRequest = Schemas['DeviceSampleRequest']
export type DeliveryFiles = Schemas['DeliveryFilesAnswer']
export type DeliveryFile = Schemas['DeliveryFileLine']

interface Act {
  version: number
  reason?: string | null
  holder?: string | null
  until?: string | null
}

export const deliveryApi = {
  projects: (query: Query, signal?: AbortSignal) => http.get<ProjectsAnswer>('/projects', query, signal),
  project: (id: string, signal?: AbortSignal) => http.get<ProjectAnswer>(`/projects/${part(id)}`, {}, signal),
  addProject: (request: ProjectRequest) => http.post<ProjectAnswer>('/projects', request),
  changeProject: (id: string, request: ProjectRequest) => http.post<ProjectAnswer>(`/projects/${part(id)}`, request),
  actProject: (id: string, act: string, body: Act) => http.post<ProjectAnswer>(`/projects/${part(id)}/acts/${part(act)}`, body),
  addProjectPaper: (id: string, body: { step: string; number: string; issuer: string; day: string }) =>
    http.post<ProjectAnswer>(`/projects/${part(id)}/papers`, body),
  decideStep: (id: string, step: string, act: string, body: Act) =>
    http.post<ProjectAnswer>(`/projects/${part(id)}/steps/${part(step)}/acts/${part(act)}`, body),
  resubmitStep: (id: string, step: string, body: Act) =>
    http.post<ProjectAnswer>(`/projects/${part(id)}/steps/${part(step)}/resubmit`, body),
  firms: (query: Query, signal?: AbortSignal) => http.get<FirmsAnswer>('/enterprises', query, signal),
  firm: (id: string, signal?: AbortSignal) => http.get<FirmAnswer>(`/enterprises/${part(id)}`, {}, signal),
  addFirm: (request: FirmRequest) => http.post<FirmAnswer>('/enterprises', request),
  changeFirm: (id: string, request: FirmRequest) => http.post<FirmAnswer>(`/enterprises/${part(id)}`, request),
  actFirm: (id: string, act: string, body: Act) => http.post<FirmAnswer>(`/enterprises/${part(id)}/acts/${part(act)}`, body),
  addFirmPaper: (id: string, request: FirmPaperRequest) => http.post<FirmAnswer>(`/enterprises/${part(id)}/papers`, request),
  addContract: (id: string, request: FirmContractRequest) => http.post<FirmAnswer>(`/enterprises/${part(id)}/contracts`, request),
  release: (id: string, version: number) => http.post<FirmAnswer>(`/enterprises/contracts/${part(id)}/release`, { version }),
  leads: (query: Query, signal?: AbortSignal) => http.get<DeliveryLeads>('/delivery/leads', query, signal),
  devices: (signal?: AbortSignal) => http.get<DevicesAnswer>('/equipment', {}, signal),
  addDevice: (request: DeviceRequest) => http.post<DeviceLine>('/equipment', request),
  changeDevice: (id: string, request: DeviceRequest) => http.post<DeviceLine>(`/equipment/${part(id)}`, request),
  actDevice: (id: string, act: string, body: Act) => http.post<DeviceLine>(`/equipment/${part(id)}/acts/${part(act)}`, body),
  files: (owner: string, signal?: AbortSignal) => http.get<DeliveryFiles>(`${owner}/files`, {}, signal),
  addFile: (owner: string, file: File, paper: string | null) =>
    sendBytes<DeliveryFiles>(`${owner}/files`, { name: file.name, paper }, file, 'POST'),
  removeFile: (owner: string, file: string, body: { version: number; reason: string }) =>
    http.post<DeliveryFiles>(`${owner}/files/${part(file)}/remove`, body),
  keepFile: (owner: string, file: DeliveryFile) => download(address(`${owner}/files/${part(file.id)}`), file.name),
  addSample: (id: string, request: DeviceSampleRequest) => http.post<DeviceLine>(`/equipment/${part(id)}/samples`, request),
}
