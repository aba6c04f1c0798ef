import { http, type Query } from './http'
import type {
  Account,
  AccountAdd,
  AccountChange,
  AccountLink,
  Accounts,
  RecoveryCodes,
  RoleLine,
  SecondFactorSetUp,
  LinkPurpose,
  NewToken,
  OwnAccount,
  Sessions,
  SetUpRequest,
  SetUpState,
  SignInState,
  SignInWays,
  TokenRequest,
  Tokens,
} from './types'

const part = encodeURIComponent

export const signInApi = {
  ways: (signal?: AbortSignal) => http.get<SignInWays>('/sign-in', {}, signal),
  password: (name: string, password: string) => http.post<SignInState>('/sign-in', { name, password }),
  secondStep: (ticket: string, code: string) => http.post<SignInState>('/sign-in/second-step', { ticket, code }),
  demo: (role: string) => http.post<SignInState>('/sign-in/demo', { role }),
  /** What a one-time link is for; its secret goes in the body, never in an address. */
  link: (token: string) => http.post<LinkPurpose>('/sign-in/link', { token }),
  setPassword: (token: string, password: string) => http.post<SignInState>('/sign-in/password', { token, password }),
  setUp: (request: SetUpRequest) => http.post<SetUpState>('/sign-in/set-up', request),
  signOut: () => http.post<void>('/sign-out'),
}

export const accountApi = {
  own: (signal?: AbortSignal) => http.get<OwnAccount>('/account', {}, signal),
  changePassword: (current: string, password: string) => http.post<void>('/account/password', { current, password }),
  setUpSecondFactor: () => http.post<SecondFactorSetUp>('/account/second-factor'),
  confirmSecondFactor: (code: string) => http.post<RecoveryCodes>('/account/second-factor/confirm', { code }),
  disableSecondFactor: (password: string) => http.post<void>('/account/second-factor/disable', { password }),
  renewRecoveryCodes: (password: string) => http.post<RecoveryCodes>('/account/second-factor/recovery-codes', { password }),
  sessions: (signal?: AbortSignal) => http.get<Sessions>('/account/sessions', {}, signal),
  endSession: (id: string) => http.delete(`/account/sessions/${part(id)}`),
  endOtherSessions: () => http.delete('/account/sessions'),
  tokens: (signal?: AbortSignal) => http.get<Tokens>('/account/tokens', {}, signal),
  addToken: (request: TokenRequest) => http.post<NewToken>('/account/tokens', request),
  revokeToken: (id: string) => http.delete(`/account/tokens/${part(id)}`),
}

/** What system administrators do with accounts; each act names its reason. */
export const accountsApi = {
  list: (query: Query, signal?: AbortSignal) => http.get<Accounts>('/accounts', query, signal),
  roles: (signal?: AbortSignal) => http.get<{ roles: RoleLine[] }>('/accounts/roles', {}, signal),
  one: (id: string, signal?: AbortSignal) => http.get<Account>(`/accounts/${part(id)}`, {}, signal),
  add: (request: AccountAdd) => http.post<AccountLink>('/accounts', request),
  change: (id: string, request: AccountChange) => http.put<Account>(`/accounts/${part(id)}`, JSON.stringify(request)),
  /** Without a password a one-time link is made. */
  resetPassword: (id: string, password: string | null, reason: string) =>
    http.post<AccountLink>(`/accounts/${part(id)}/reset-password`, { password, reason }),
  unlock: (id: string, reason: string) => http.post<Account>(`/accounts/${part(id)}/unlock`, { reason }),
  removeSecondFactor: (id: string, reason: string) => http.post<Account>(`/accounts/${part(id)}/remove-second-factor`, { reason }),
  sessions: (id: string, signal?: AbortSignal) => http.get<Sessions>(`/accounts/${part(id)}/sessions`, {}, signal),
  endSessions: (id: string, session?: string) => http.delete(`/accounts/${part(id)}/sessions${session ? `/${part(session)}` : ''}`),
  tokens: (id: string, signal?: AbortSignal) => http.get<Tokens>(`/accounts/${part(id)}/tokens`, {}, signal),
  revokeToken: (id: string, token: string) => http.delete(`/accounts/${part(id)}/tokens/${part(token)}`),
}
