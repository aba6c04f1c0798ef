import { Problem } from './problem'

const ROOT = '/api/v1'

export type Query = Record<string, string | number | boolean | null | undefined>

/** An address below /api/v1, without the parts that are not set. */
export function address(path: string, query: Query = {}): string {
  const parts = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parts.set(key, String(value))
  }
  const text = parts.toString()
  return ROOT + path + (text ? `?${text}` : '')
}

/** What http needs to know of the session, and whom it tells when the session stands in the way. */
export interface SessionKeeper {
  /** Proves to the server that a change comes from our own page. */
  pageToken: () => string | null
  /** Asks for the page's token anew; false when somebody else has signed in meanwhile, for whom this page may not act. */
  renew: () => Promise<boolean>
  /** The session is over, or something is due before anything else. */
  refused: (problem: Problem) => void
}
let keeper: SessionKeeper | null = null
export const keepSession = (one: SessionKeeper) => (keeper = one)

const SAFE = ['GET', 'HEAD']
const STANDING_IN_THE_WAY = ['sign-in-needed', 'password-change-needed', 'second-factor-needed']

function headersFor(method: string, type?: string): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': document.documentElement.lang }
  if (type) headers['Content-Type'] = type
  const token = SAFE.includes(method) ? null : keeper?.pageToken()
  if (token) headers['X-CSRF-Token'] = token
  return headers
}

function refusal(status: number, body: unknown): Problem {
  const problem = Problem.from(status, body)
  if (STANDING_IN_THE_WAY.includes(problem.code)) keeper?.refused(problem)
  return problem
}

/** Asks the server; whatever is no answer in the sense of the question becomes a problem. */
async function ask(method: string, url: string, body?: BodyInit, signal?: AbortSignal, type?: string, again = true): Promise<Response> {
  const headers = headersFor(method, type)
  let response: Response
  try {
    response = await fetch(url, { method, headers, body, signal })
  } catch (error) {
    if (signal?.aborted) throw error
    throw Problem.unreachable
  }
  // A proxy without a server behind it answers 502 or 504 in its own words.
  if (response.status === 502 || response.status === 504) throw Problem.unreachable
  if (response.ok) return response
  const problem = refusal(response.status, await jsonOf(response))
  // Signed in anew in another window, the page's token is an old one: nothing was done, so it can be asked again.
  if (problem.code === 'csrf-missing' && again && (await keeper?.renew())) return ask(method, url, body, signal, type, false)
  throw problem
}

async function jsonOf(response: Response): Promise<unknown> {
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false
  return isJson ? response.json().catch(() => null) : null
}

async function send(...question: Parameters<typeof ask>): Promise<unknown> {
  return jsonOf(await ask(...question))
}

/** Fetches a file and hands it to the browser to keep. A plain link could neither name the language nor show a refusal. */
export async function download(url: string, name: string): Promise<void> {
  const response = await ask('GET', url)
  const file = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = file
  link.download = nameOf(response) ?? name
  link.click()
  // The browser has taken the file over by the time that a minute has passed.
  setTimeout(() => URL.revokeObjectURL(file), 60_000)
}

function nameOf(response: Response): string | null {
  const said = response.headers.get('Content-Disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1]
  return encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)"?/i.exec(said)?.[1] ?? null)
}

export const http = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => send('GET', address(path, query), undefined, signal) as Promise<T>,
  post: <T>(path: string, body?: unknown, query?: Query) =>
    send(
      'POST',
      address(path, query),
      body === undefined ? undefined : JSON.stringify(body),
      undefined,
      body === undefined ? undefined : 'application/json',
    ) as Promise<T>,
  put: <T>(path: string, text: string) => send('PUT', address(path), text, undefined, 'application/json') as Promise<T>,
  delete: (path: string) => send('DELETE', address(path)) as Promise<void>,
}

/** Sends bytes as they are. */
export const sendBytes = <T>(path: string, query: Query, bytes: Blob, method = 'PUT') =>
  send(method, address(path, query), bytes, undefined, 'application/octet-stream') as Promise<T>

/** Sends files with a report of how much is through: fetch cannot tell that, so the older request is used. */
export function upload<T>(path: string, form: FormData, onProgress: (share: number) => void): { done: Promise<T>; cancel: () => void } {
  const request = new XMLHttpRequest()
  const done = new Promise<T>((resolve, reject) => {
    request.open('POST', address(path))
    for (const [name, value] of Object.entries(headersFor('POST'))) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => (request.status < 300 ? resolve(request.response as T) : reject(refusal(request.status, request.response)))
    request.onerror = () => reject(Problem.unreachable)
    request.onabort = () => reject(new Problem(0, 'cancelled', ''))
    request.send(form)
  })
  return { done, cancel: () => request.abort() }
}
