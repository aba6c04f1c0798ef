import { http } from './http'
import type {
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
  sessions: (signal?: AbortSignal) => http.get<Sessions>('/account/sessions', {}, signal),
  endSession: (id: string) => http.delete(`/account/sessions/${part(id)}`),
  endOtherSessions: () => http.delete('/account/sessions'),
  tokens: (signal?: AbortSignal) => http.get<Tokens>('/account/tokens', {}, signal),
  addToken: (request: TokenRequest) => http.post<NewToken>('/account/tokens', request),
  revokeToken: (id: string) => http.delete(`/account/tokens/${part(id)}`),
}
