import { deleteDB, openDB, type IDBPDatabase } from 'idb'
import type { Sealed, Vault } from './vault'

const NAME = 'cleanheating-field'

export function openDatabase(): Promise<IDBPDatabase> {
  return openDB(NAME, 1, {
    upgrade(database) {
      database.createObjectStore('meta')
      database.createObjectStore('sealed')
    },
  })
}

/** Everything of one inspector on this device, sealed one by one: lists, drafts, photographs, what waits to be sent. */
export class FieldStore {
  constructor(
    private readonly database: IDBPDatabase,
    private readonly vault: Vault,
  ) {}

  get account(): string {
    return this.vault.account
  }

  /** Written to the disk, not only on its way there, when the promise is kept. */
  async put(name: string, value: unknown): Promise<void> {
    await this.putBytes(name, new TextEncoder().encode(JSON.stringify(value)))
  }

  async putBytes(name: string, value: BufferSource): Promise<void> {
    const sealed = await this.vault.seal(name, value)
    await this.write([{ name, sealed }])
  }

  /** Several at once: either all of them are kept or none. */
  async putAll(values: Record<string, unknown>, gone: string[] = []): Promise<void> {
    const entries = await Promise.all(
      Object.entries(values).map(async ([name, value]) => ({
        name,
        sealed: await this.vault.seal(name, new TextEncoder().encode(JSON.stringify(value))),
      })),
    )
    await this.write(entries, gone)
  }

  async get<T>(name: string): Promise<T | undefined> {
    const found = await this.getBytes(name)
    return found && (JSON.parse(new TextDecoder().decode(found)) as T)
  }

  async getBytes(name: string): Promise<ArrayBuffer | undefined> {
    const sealed = (await this.database.get('sealed', name)) as Sealed | undefined
    return sealed && this.vault.unseal(name, sealed)
  }

  async names(prefix: string): Promise<string[]> {
    return (await this.database.getAllKeys('sealed', IDBKeyRange.bound(prefix, `${prefix}\uffff`))) as string[]
  }

  async all<T>(prefix: string): Promise<T[]> {
    const found = await Promise.all((await this.names(prefix)).map((name) => this.get<T>(name)))
    return found.filter((value) => value !== undefined)
  }

  async remove(...names: string[]): Promise<void> {
    await this.write([], names)
  }

  private async write(entries: { name: string; sealed: Sealed }[], gone: string[] = []): Promise<void> {
    const transaction = this.database.transaction('sealed', 'readwrite', { durability: 'strict' })
    for (const { name, sealed } of entries) void transaction.store.put(sealed, name)
    for (const name of gone) void transaction.store.delete(name)
    await transaction.done
  }
}

/** Takes everything off the device. */
export async function eraseAll(database: IDBPDatabase): Promise<void> {
  database.close()
  await deleteDB(NAME)
}
