import { Problem } from '@/api/problem'
import type { Conflict } from '@/api/types'
import { bytesName, type Picture } from './photos'
import type { FieldStore } from './store'

/** An inspection that was finished on the device and goes to the server when it can. */
export interface QueuedInspection {
  /** Made on the device when the inspection was begun: however often it is sent, it counts once. */
  submission: string
  household: string
  /** Batch under which it was visited. */
  batch: string | null
  /** For the list on the device: who and where, as shown there. */
  title: string
  place: string
  finishedAt: string
  pictures: Picture[]
  /** Server's numbers of the pictures that are through, by the device's own. */
  uploaded: Record<string, string>
  /** What is sent, without the pictures' numbers. */
  body: Record<string, unknown>
  state: 'waiting' | 'sent' | 'conflict' | 'refused'
  problem?: { code: string; title: string; entries: { code: string; message: string; path?: string }[]; current?: Conflict }
}

/** What the queue needs of the server. */
export interface FieldServer {
  /** Begins an upload or finds it again; says how many bytes are there, or the number of the finished attachment. */
  begin(picture: Picture, of: QueuedInspection): Promise<{ upload: string; offset: number; attachment?: string }>
  /** Sends a piece; says how many bytes are there now. */
  append(upload: string, offset: number, piece: Blob): Promise<number>
  finish(upload: string): Promise<string>
  submit(item: QueuedInspection): Promise<void>
}

export type Pass = 'done' | 'unreachable' | 'signed-out'

const PIECE = 256 * 1024
const LAST_RESORT = 5
const itemName = (submission: string) => `queue:${submission}`

/** Answers that say nothing about the inspection itself: it is sent again later. */
const PASSING = new Set(['unreachable', 'too-many-requests', 'database-busy', 'database-unavailable', 'unexpected'])

export class InspectionQueue {
  private running: Promise<Pass> | null = null

  constructor(
    private readonly store: FieldStore,
    private readonly server: FieldServer,
    private readonly changed: () => void,
  ) {}

  list(): Promise<QueuedInspection[]> {
    return this.store.all<QueuedInspection>('queue:').then((all) => all.sort((a, b) => a.finishedAt.localeCompare(b.finishedAt)))
  }

  /** Puts a finished inspection in the queue and takes its draft away, both or neither. */
  async add(item: QueuedInspection, draft: string): Promise<void> {
    await this.store.putAll({ [itemName(item.submission)]: item }, [draft])
    this.changed()
  }

  /** Takes an inspection out that the server refused, to be mended or given up; its pictures go along only when it is given up. */
  async take(submission: string, givenUp: boolean): Promise<QueuedInspection | undefined> {
    const item = await this.store.get<QueuedInspection>(itemName(submission))
    if (!item || item.state === 'sent') return undefined
    if (givenUp) await this.store.remove(itemName(submission), ...item.pictures.map((picture) => bytesName(picture.id)))
    this.changed()
    return item
  }

  /** Sends what waits, one by one; a second call joins the first. */
  send(): Promise<Pass> {
    this.running ??= this.pass().finally(() => (this.running = null))
    return this.running
  }

  private async pass(): Promise<Pass> {
    for (const item of await this.list()) {
      if (item.state !== 'waiting') continue
      try {
        await this.sendOne(item)
        await this.settle({ ...item, state: 'sent', body: {}, problem: undefined, pictures: [] }, item.pictures)
      } catch (error) {
        const problem = Problem.of(error)
        if (problem.status === 401) return 'signed-out'
        if (problem.status === 0 || problem.status >= 500 || PASSING.has(problem.code)) return 'unreachable'
        await this.settle({ ...item, state: isConflict(problem) ? 'conflict' : 'refused', problem: told(problem) })
      }
    }
    return 'done'
  }

  private async sendOne(item: QueuedInspection): Promise<void> {
    for (const picture of item.pictures) {
      if (item.uploaded[picture.id]) continue
      item.uploaded[picture.id] = await this.upload(picture, item)
      await this.store.put(itemName(item.submission), item)
      this.changed()
    }
    await this.server.submit(item)
  }

  private async upload(picture: Picture, item: QueuedInspection): Promise<string> {
    const content = await this.store.getBytes(bytesName(picture.id))
    if (!content) throw new Problem(422, 'picture-missing', '')
    const begun = await this.server.begin(picture, item)
    if (begun.attachment) return begun.attachment
    const blob = new Blob([content])
    let offset = begun.offset
    for (let stuck = 0; offset < picture.size;) {
      const now = await this.server.append(begun.upload, offset, blob.slice(offset, Math.min(offset + PIECE, picture.size)))
      // The server says where it stands; a piece that did not help is sent a few times and no more.
      if (now <= offset && ++stuck >= LAST_RESORT) throw Problem.unreachable
      offset = now
    }
    return this.server.finish(begun.upload)
  }

  private async settle(item: QueuedInspection, done: Picture[] = []): Promise<void> {
    await this.store.putAll(
      { [itemName(item.submission)]: item },
      done.map((picture) => bytesName(picture.id)),
    )
    this.changed()
  }
}

function isConflict(problem: Problem): boolean {
  return problem.status === 409
}

function told(problem: Problem): QueuedInspection['problem'] {
  const entries = problem.entries.map(({ code, message, place }) => ({ code, message, path: place?.path ?? undefined }))
  return { code: problem.code, title: problem.title, entries, current: problem.current ?? undefined }
}
