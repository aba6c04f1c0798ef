import { download, http, upload, address, type Query } from './http'

const part = encodeURIComponent

export interface SourceLine {
  source: string
  source_name: string
  appropriated_fen: number
  due_fen: number
  free_fen: number
  committed_fen: number
  transit_fen: number
  paid_fen: number
  returned_fen: number
  retained_fen: number
  released_fen: number
  allocated_fen: number
}
export interface FundDifference {
  code: string
  name: string
  fen: number
  detail: string
}
export interface CountyFunds {
  code: string
  name: string
  sources: SourceLine[]
  differences: FundDifference[]
  lag: { payments: number; average: number; longest: number; waiting: number; waiting_fen: number; waiting_longest: number }
  is_sanctioned: boolean
}
export interface FundsReport {
  programme: string
  day: string
  counties: CountyFunds[]
  total: SourceLine[]
}
export interface FundEntry {
  id: string
  kind: string
  kind_name: string
  source: string
  debit: string
  credit: string
  amount_fen: number
  day: string
  document: string
  batch?: string | null
  household?: string | null
  actor: string
  at: string
  reason?: string | null
}
export interface RightLine {
  household: string
  village: string
  kind: string
  period: string
  day: string
  amount_fen: number
  city_fen: number
  paid_before_fen: number
  excess_before_fen: number
  paid_fen: number
  held_fen: number
  payable_fen: number
  overpaid_fen: number
  recovered_fen: number
  state: string
  state_name: string
  reason?: string | null
}
export interface RightPage {
  rights: RightLine[]
  totals: {
    rights: number
    amount_fen: number
    paid_before_fen: number
    paid_fen: number
    held_fen: number
    payable_fen: number
    overpaid_fen: number
  }
  next?: string | null
}
export interface ClaimLine {
  id: string
  county: string
  household: string
  kind: string
  period: string
  amount_fen: number
  recovered_fen: number
  state: string
  state_name: string
  cause: string
  cause_name: string
  at: string
}
export interface Explained {
  household: string
  head: string
  place: string
  acceptance?: { day: string; state: string; source: string; counts: boolean } | null
  amounts: ExplainedAmount[]
  claims: {
    id: string
    kind: string
    period: string
    amount_fen: number
    recovered_fen: number
    state: string
    state_name: string
    cause: string
  }[]
}
export interface ExplainedAmount {
  kind: string
  name: string
  period: string
  amount_fen: number
  city_fen: number
  county_fen: number
  right?: {
    state: string
    state_name: string
    amount_fen: number
    paid_before: number
    excess_before: number
    paid: number
    held: number
    payable: number
    overpaid: number
    recovered: number
    reason?: string | null
  } | null
  reason?: string | null
  day: string
  inputs: { key: string; name: string; value: string; unit: string; month?: string | null; counts: boolean; why?: string | null }[]
  parameters: {
    code: string
    name: string
    value: string
    unit: string
    clause?: string | null
    clause_text?: string | null
    effective_from: string
    decided_by?: string | null
    reason?: string | null
  }[]
  steps: { block: string; text: string; parameter?: string | null; result_yuan: string; applied: boolean }[]
  rounding: { exact_yuan: string; fen: number; rule: string; changed: boolean }
  payers: { payer: string; name: string; fen: number; parameter?: string | null }[]
  payments: { batch: string; state: string; state_name: string; fen: number; reason?: string | null; settled_at?: string | null }[]
  rules: { programme: string; version: number; effective_from: string; document: string; put_in_force_by?: string | null }
}
export interface ParameterLine {
  code: string
  name: string
  value: string
  unit: string
  clause?: string | null
  effective_from: string
  plan_value: string
  schemes: string[]
  decisions: { value: string; effective_from: string; actor: string; at: string; reason: string }[]
}
export interface Tried {
  code: string
  before: string
  after: string
  effective_from: string
  households: number
  gain: number
  lose: number
  before_fen: number
  after_fen: number
  counties: { code: string; name: string; gain: number; lose: number; before_fen: number; after_fen: number }[]
  most: { household: string; kind: string; period: string; before_fen: number; after_fen: number }[]
  rights_changed?: number | null
  seconds: number
}
export interface BatchLine {
  id: string
  region: string
  region_name: string
  kind: string
  kind_name: string
  period: string
  state: string
  state_name: string
  lines: number
  total_fen: number
  city_fen: number
  county_fen: number
  hash: string
  notice_from?: string | null
  notice_until?: string | null
  proposed_by: string
  checked_by?: string | null
  approved_by?: string | null
  created_at: string
  version: number
  acts: string[]
  waits?: string | null
}
export interface Objection {
  id: string
  household?: string | null
  text: string
  raised_by: string
  at: string
  actor: string
  state: string
  state_name: string
  decision?: string | null
  decided_by?: string | null
  version: number
}
export interface Batch {
  batch: BatchLine
  counts: { state: string; state_name: string; lines: number; fen: number }[]
  steps: {
    act: string
    act_name: string
    actor: string
    at: string
    state: string
    state_name: string
    version: number
    hash: string
    total_fen: number
    reason?: string | null
  }[]
  files: { number: number; name: string; at: string; actor: string; lines: number; total_fen: number; sha256: string }[]
  objections: Objection[]
  shared_accounts: number
  fund_free: Record<string, number>
}
export interface PaymentLine {
  number: number
  household: string
  village: string
  payee: string
  account?: string | null
  amount_fen: number
  city_fen: number
  state: string
  state_name: string
  reason?: string | null
  file: number
  settled_at?: string | null
  reference: string
}
export interface Notice {
  title: string
  region: string
  from: string
  until: string
  villages: { village: string; name: string; lines: { number: number; payee: string; amount_fen: number }[]; total_fen: number }[]
  total_fen: number
  note: string
}
export interface Proposed {
  batches: string[]
  lines: number
  total_fen: number
  without_account: number
  unconfirmed: number
  seconds: number
}
export interface BankAnswered {
  batch: string
  paid: number
  paid_fen: number
  returned: number
  returned_fen: number
  refused: { line: number; reference: string; code: string }[]
}
export interface SeasonAnswer {
  certificates: number
  readings: number
  refused: Record<string, number>
  certificates_without_household: number
  certificates_changed: number
  rights_changed: number
  seconds: number
}
export interface EntryRequest {
  county: string
  kind: string
  source: string
  amount_fen: number
  day: string
  document: string
  contract?: string | null
  credit_code?: string | null
  due?: string | null
}

export const fundsApi = {
  report: (signal?: AbortSignal) => http.get<FundsReport>('/funds/report', {}, signal),
  entries: (query: Query, signal?: AbortSignal) =>
    http.get<{ entries: FundEntry[]; next?: string | null }>('/funds/entries', query, signal),
  enter: (request: EntryRequest) => http.post<{ id: string }>('/funds/entries', request),
  balance: (county: string, balance_fen: number, day: string, document: string) =>
    http.post<{ id: string }>('/funds/bank-balances', { county, balance_fen, day, document }),
  sanction: (county: string, reason: string, document: string | null) =>
    http.post<{ id: string }>('/funds/sanctions', { county, reason, document }),
  lift: (county: string, reason: string) => http.post<{ id: string }>('/funds/sanctions/lift', { county, reason }),
  rights: (query: Query, signal?: AbortSignal) => http.get<RightPage>('/funds/rights', query, signal),
  claims: (query: Query, signal?: AbortSignal) => http.get<{ claims: ClaimLine[] }>('/funds/claims', query, signal),
  recover: (claim: ClaimLine, amount_fen: number, day: string, document: string) =>
    http.post<{ id: string }>(`/funds/claims/${part(claim.id)}/recover`, { county: claim.county, amount_fen, day, document }),
  explain: (household: string, signal?: AbortSignal) => http.get<Explained>(`/funds/households/${part(household)}`, {}, signal),
  parameters: (signal?: AbortSignal) => http.get<{ parameters: ParameterLine[] }>('/funds/parameters', {}, signal),
  try: (code: string, value: string, effective_from: string) => http.post<Tried>('/funds/parameters/try', { code, value, effective_from }),
  decide: (code: string, value: string, effective_from: string, reason: string) =>
    http.post<Tried>('/funds/parameters', { code, value, effective_from, reason }),
}

export const paymentsApi = {
  list: (query: Query, signal?: AbortSignal) => http.get<{ batches: BatchLine[]; next?: string | null }>('/payments', query, signal),
  propose: (region: string, kind: string, period: string | null) => http.post<Proposed>('/payments', { region, kind, period }),
  one: (id: string, signal?: AbortSignal) => http.get<Batch>(`/payments/${part(id)}`, {}, signal),
  lines: (id: string, query: Query, signal?: AbortSignal) =>
    http.get<{ lines: PaymentLine[]; next?: string | null }>(`/payments/${part(id)}/lines`, query, signal),
  notice: (id: string, village: string | null, signal?: AbortSignal) =>
    http.get<Notice>(`/payments/${part(id)}/notice`, { village }, signal),
  act: (id: string, act: string, version: number, reason: string | null = null) =>
    http.post<Batch>(`/payments/${part(id)}/${act}`, { version, reason }),
  answer: (id: string, version: number, name: string, content: string) =>
    http.post<BankAnswered>(`/payments/${part(id)}/answers`, { version, name, content }),
  file: (id: string, number: number, name: string) => download(address(`/payments/${part(id)}/files/${number}`), name),
  object: (id: string, household: string | null, text: string, raised_by: string | null) =>
    http.post<{ id: string }>(`/payments/${part(id)}/objections`, { household, text, raised_by }),
  decideObjection: (id: string, objection: Objection, upheld: boolean, reason: string) =>
    http.post<{ id: string }>(`/payments/${part(id)}/objections/${part(objection.id)}/decide`, {
      version: objection.version,
      upheld,
      reason,
    }),
}

export const seasonApi = {
  imports: (signal?: AbortSignal) => http.get<{ imports: SeasonImport[] }>('/seasons/imports', {}, signal),
  send: (form: FormData, onProgress: (share: number) => void) => upload<SeasonAnswer>('/seasons/import', form, onProgress),
}
export interface SeasonImport {
  id: string
  season: string
  at: string
  actor: string
  files: Record<string, string>
  answer: SeasonAnswer
}
