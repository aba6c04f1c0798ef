import type { components } from '@/api/schema'
import { http, sendBytes } from '@/api/http'
import { Problem } from '@/api/problem'
import type { Draft } from './draft'
import type { Checklist, FieldHousehold, FieldList } from './list'
import type { Picture } from './photos'
import type { FieldServer, QueuedInspection } from './queue'

type Schemas = components['schemas']
type Today = Schemas['TodayAnswer']
type TodayHousehold = Schemas['TodayHousehold']
type Attachment = Schemas['AttachmentAnswer']

/** The day's list as the server knows it, put into the shape that the device keeps. */
export async function askList(): Promise<FieldList> {
  const today = await http.get<Today>('/acceptance/today')
  const valid = today.qualifications.find((one) => one.is_valid)
  const known = valid ?? today.qualifications[0]
  return {
    takenAt: new Date().toISOString(),
    inspector: {
      name: known?.name ?? '',
      certificate: known?.certificate ?? null,
      validTo: known?.valid_to ?? null,
      mayInspect: !!valid,
      why: null,
    },
    checklists: today.checklists.map(checklist),
    households: today.batches.flatMap((batch) => batch.households.map((one) => household(one, batch.id))),
  }
}

function checklist(one: Schemas['ChecklistAnswer']): Checklist {
  const number = (text: string | null | undefined) => (text === null || text === undefined ? null : Number(text))
  return {
    id: one.key,
    name: one.name,
    routes: one.routes,
    photos: one.photos,
    items: one.items.map((item) => ({
      code: item.code,
      text: item.text,
      kind: item.kind === 'measure' ? 'measure' : 'check',
      unit: item.unit ?? null,
      atLeast: number(item.at_least),
      atMost: number(item.at_most),
      fails: item.fails,
      mayNotApply: item.may_not_apply,
      photo: item.photo === 'always' || item.photo === 'on-fail' ? item.photo : null,
      source: item.clause ?? item.standard ?? null,
    })),
  }
}

function household({ household: one, ...today }: TodayHousehold, batch: string): FieldHousehold {
  const mend = today.rectification
  return {
    id: one.id,
    version: one.version,
    head: one.head,
    village: one.village,
    township: one.township,
    route: one.route,
    routeName: one.route_name,
    rooms: one.rooms,
    area: one.area,
    device: [one.brand, one.model].filter(Boolean).join(' ') || null,
    serial: one.serial ?? null,
    enterprise: one.enterprise ?? null,
    completed: one.completed ?? null,
    batch,
    earlier: today.inspections.map(({ number, day, outcome, reason, failed_items }) => ({
      number,
      day,
      outcome,
      reason: [reason, ...failed_items].filter(Boolean).join('; ') || null,
    })),
    mend: mend && { what: mend.what ?? '', who: mend.who ?? null, due: mend.due ?? null, state: mend.state },
    unconfirmed: today.acceptance === 'unconfirmed',
    done: today.outcome === 'passed' || today.outcome === 'failed',
  }
}

/** An inspection as the server takes it: the pictures by the numbers that the server gave them. */
function submission(item: QueuedInspection) {
  const draft = item.body.draft as Draft
  const numbers = (kind: string, code?: string) =>
    draft.pictures.filter((picture) => picture.kind === kind && picture.item === code).map((picture) => item.uploaded[picture.id]!)
  const one = (kind: string) => numbers(kind)[0] ?? null
  const done = draft.outcome !== 'impossible'
  const answers = Object.entries(draft.answers).map(([code, answer]) => ({
    item: code,
    answer: answer.answer ?? null,
    value: answer.answer ? null : (answer.value?.trim().replace(',', '.') ?? null),
    note: answer.note?.trim() || null,
    photos: numbers('detail', code),
  }))
  return {
    submission: item.submission,
    household: draft.household,
    household_version: draft.version,
    at: item.finishedAt,
    outcome: draft.outcome,
    checklist: draft.checklist,
    batch: item.batch,
    reason: draft.reason.trim() || null,
    answers: done ? answers : null,
    position: draft.position && {
      latitude: draft.position.latitude / 1e6,
      longitude: draft.position.longitude / 1e6,
      accuracy: draft.position.accuracy,
    },
    photos: ['before', 'after', 'plate'].flatMap((kind) => numbers(kind)),
    household_signature: one('household_signature'),
    inspector_signature: one('inspector_signature'),
    rectification: draft.outcome === 'failed' ? { what: draft.mend.trim(), who: null, due: draft.due } : null,
  }
}

const path = (attachment: string) => `/acceptance/attachments/${encodeURIComponent(attachment)}`

export const fieldServer: FieldServer = {
  async begin(picture: Picture, of: QueuedInspection) {
    const { id, state, received } = await http.post<Attachment>('/acceptance/attachments', {
      household: of.household,
      kind: picture.kind,
      size: picture.size,
      sha256: picture.sha256,
    })
    return { upload: id, offset: received, attachment: state === 'coming' ? undefined : id }
  },
  async append(upload, offset, piece) {
    try {
      return (await sendBytes<Attachment>(`${path(upload)}/content`, { offset }, piece)).received
    } catch (error) {
      // It stands elsewhere, because an earlier answer was lost on the way: ask where.
      if (error instanceof Problem && error.code === 'attachment-offset') return (await http.get<Attachment>(path(upload))).received
      throw error
    }
  },
  async finish(upload) {
    return (await http.post<Attachment>(`${path(upload)}/complete`)).id
  },
  async submit(item) {
    await http.post<Schemas['SubmittedInspection']>('/acceptance/inspections', submission(item))
  },
}
