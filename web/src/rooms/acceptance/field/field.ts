import { reactive, shallowRef } from 'vue'
import type { IDBPDatabase } from 'idb'
import { accountApi, signInApi } from '@/api/account'
import { keepSession } from '@/api/http'
import { Problem } from '@/api/problem'
import type { FieldList } from './list'
import { InspectionQueue, type QueuedInspection } from './queue'
import { askList, fieldServer } from './server'
import { eraseAll, FieldStore, openDatabase } from './store'
import { Vault } from './vault'

const LIST = 'list'
/** Out of sight for so long, the store is locked again. */
const LOCK_AFTER = 15 * 60_000
const SEND_EVERY = 60_000

/** The application's one state: locked or open, online or not, what was taken along and what waits. */
export const field = reactive({
  state: 'starting' as 'starting' | 'new' | 'locked' | 'open',
  account: '',
  online: navigator.onLine,
  /** The server knows who sends; false when the session is over and someone must sign in before anything goes. */
  signedIn: false,
  sending: false,
  /** Lists, drafts and queue by their names, as counted last. */
  drafts: [] as string[],
  queue: [] as QueuedInspection[],
})
export const list = shallowRef<FieldList | null>(null)

let database: IDBPDatabase
let store: FieldStore | null = null
let queue: InspectionQueue | null = null
let csrf: string | null = null
let hiddenSince = 0

export function opened(): FieldStore {
  if (!store) throw new Error('The store is locked.')
  return store
}

export function waiting(): InspectionQueue {
  if (!queue) throw new Error('The store is locked.')
  return queue
}

export async function begin(): Promise<void> {
  keepSession({ pageToken: () => csrf, renew: askAccount, refused: () => (field.signedIn = false) })
  database = await openDatabase()
  const record = await Vault.find(database)
  field.account = record?.account ?? ''
  field.state = record ? 'locked' : 'new'
  addEventListener('online', () => ((field.online = true), void send()))
  addEventListener('offline', () => (field.online = false))
  document.addEventListener('visibilitychange', watchSight)
  setInterval(() => void send(), SEND_EVERY)
}

/** Opens what lies here with the secret that it was closed with; needs no line. */
export async function unlock(secret: string): Promise<void> {
  await enter(await Vault.open(database, secret))
}

/** Signs in with name and password; the password opens the device from then on. */
export async function signIn(name: string, password: string, code: string): Promise<'in' | 'second-step' | 'other-account'> {
  let answer = await signInApi.password(name, password)
  if (answer.ticket) {
    if (!code) return 'second-step'
    answer = await signInApi.secondStep(answer.ticket, code)
  }
  await askAccount()
  return takeOver(name, password)
}

/** Somebody who is signed in already, in whichever way, chooses a secret for this device. */
export async function takeOver(name: string, secret: string): Promise<'in' | 'other-account'> {
  const record = await Vault.find(database)
  if (record && record.account !== name) return 'other-account'
  if (!record) return enter(await Vault.make(database, name, secret)).then(() => 'in' as const)
  // The password may have been changed since: then the old one opens what lies here, and says so by refusing.
  return enter(await Vault.open(database, secret)).then(() => 'in' as const)
}

/** Who is signed in with the server, if anybody is. */
export async function askAccount(): Promise<boolean> {
  try {
    const own = await accountApi.own()
    csrf = own.csrf_token
    field.signedIn = true
    accountName = own.name
    return true
  } catch (error) {
    field.signedIn = false
    if (Problem.of(error).status !== 401) throw error
    return false
  }
}
let accountName = ''
export const signedInAs = () => accountName

export function lock(): void {
  store = queue = null
  list.value = null
  field.queue = []
  field.drafts = []
  if (field.state === 'open') field.state = 'locked'
}

/** Takes everything off the device, sent or not. */
export async function erase(): Promise<void> {
  lock()
  await eraseAll(database)
  location.reload()
}

export async function takeList(): Promise<void> {
  const taken = await askList()
  await opened().put(LIST, taken)
  list.value = taken
}

export async function send(): Promise<void> {
  if (!queue || !navigator.onLine || field.sending || !field.queue.some((item) => item.state === 'waiting')) return
  field.sending = true
  try {
    if (!csrf && !(await askAccount())) return
    const pass = await queue.send()
    if (pass === 'signed-out') field.signedIn = false
  } catch {
    // No line after all; the next try comes by itself.
  } finally {
    field.sending = false
    await count()
  }
}

export async function count(): Promise<void> {
  if (!store || !queue) return
  field.queue = await queue.list()
  field.drafts = (await store.names('draft:')).map((name) => name.slice('draft:'.length))
}

async function enter(vault: Vault): Promise<void> {
  store = new FieldStore(database, vault)
  queue = new InspectionQueue(store, fieldServer, () => void count())
  list.value = (await store.get<FieldList>(LIST)) ?? null
  field.account = vault.account
  await count()
  field.state = 'open'
  if (navigator.onLine) {
    await askAccount().catch(() => undefined)
    void send()
  }
}

function watchSight(): void {
  if (document.visibilityState === 'hidden') hiddenSince = Date.now()
  else if (hiddenSince && Date.now() - hiddenSince > LOCK_AFTER) lock()
  else void send()
}
