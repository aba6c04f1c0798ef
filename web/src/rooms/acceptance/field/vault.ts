import type { IDBPDatabase } from 'idb'

/**
 * The key of everything that lies on the device. It is made at random and stands there only wrapped by a key that comes from the
 * inspector's secret (PBKDF2-HMAC-SHA-256, 600,000 rounds); without the secret a lost phone tells nothing.
 */
export interface VaultRecord {
  /** Name of the account that the contents belong to. */
  account: string
  salt: Uint8Array<ArrayBuffer>
  rounds: number
  iv: Uint8Array<ArrayBuffer>
  wrapped: ArrayBuffer
  /** Wrong secrets since the last right one. */
  tries: number
  /** No secret is looked at before this instant (milliseconds since 1970). */
  waitUntil: number
}

/** What a sealed value looks like in the store. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  data: ArrayBuffer
}

export class WrongSecret extends Error {
  constructor(readonly waitUntil: number) {
    super('The secret is not the right one.')
  }
}

const ROUNDS = 600_000
const RECORD = 'vault'
/** After so many wrong secrets each further one has to wait, twice as long every time. */
const FREE_TRIES = 5
const LONGEST_WAIT = 3_600_000
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const bytes = (text: string) => new TextEncoder().encode(text)

async function keyFrom(secret: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', bytes(secret), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
}

export class Vault {
  private constructor(
    readonly account: string,
    private readonly key: CryptoKey,
  ) {}

  static find(database: IDBPDatabase): Promise<VaultRecord | undefined> {
    return database.get('meta', RECORD)
  }

  /** Makes a vault; what an older one held can't be read any more, so the caller empties the store first. */
  static async make(database: IDBPDatabase, account: string, secret: string): Promise<Vault> {
    const [salt, iv] = [random(16), random(12)]
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
    const wrapped = await crypto.subtle.wrapKey('raw', key, await keyFrom(secret, salt, ROUNDS), { name: 'AES-GCM', iv })
    const record: VaultRecord = { account, salt, rounds: ROUNDS, iv, wrapped, tries: 0, waitUntil: 0 }
    await database.put('meta', record, RECORD)
    return Vault.open(database, secret)
  }

  /** Opens the vault; throws WrongSecret where the secret is another one, or where it is too early to try again. */
  static async open(database: IDBPDatabase, secret: string): Promise<Vault> {
    const record = await Vault.find(database)
    if (!record) throw new Error('There is no vault.')
    if (Date.now() < record.waitUntil) throw new WrongSecret(record.waitUntil)
    try {
      const wrapping = await keyFrom(secret, record.salt, record.rounds)
      const how = { name: 'AES-GCM', iv: record.iv }
      const key = await crypto.subtle.unwrapKey('raw', record.wrapped, wrapping, how, 'AES-GCM', false, ['encrypt', 'decrypt'])
      if (record.tries) await database.put('meta', { ...record, tries: 0, waitUntil: 0 }, RECORD)
      return new Vault(record.account, key)
    } catch {
      const tries = record.tries + 1
      const wait = tries < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT, 30_000 * 2 ** (tries - FREE_TRIES))
      const waitUntil = wait ? Date.now() + wait : 0
      await database.put('meta', { ...record, tries, waitUntil }, RECORD)
      throw new WrongSecret(waitUntil)
    }
  }

  /** Seals under the name by which it is kept: a value put under another name does not open. */
  async seal(name: string, value: BufferSource): Promise<Sealed> {
    const iv = random(12)
    return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes(name) }, this.key, value) }
  }

  unseal(name: string, sealed: Sealed): Promise<ArrayBuffer> {
    return crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv, additionalData: bytes(name) }, this.key, sealed.data)
  }
}
