import type { Answer, Draft } from './draft'
import type { Checklist, ChecklistItem } from './list'

export interface Lack {
  code: string
  what?: string
}

/** Digits with at most two places, as the server takes them. */
const NUMBER = /^-?\d{1,9}(\.\d{1,2})?$/
export const asNumber = (text: string | undefined) => {
  const plain = (text ?? '').trim().replace(',', '.')
  return NUMBER.test(plain) ? Number(plain) : null
}

/** Whether an item, as it was answered, is not good; null while it says nothing yet. */
export function isBad(item: ChecklistItem, answer: Answer | undefined): boolean | null {
  if (answer?.answer === 'not_applicable') return false
  if (item.kind === 'check') return answer?.answer ? answer.answer === 'no' : null
  const value = asNumber(answer?.value)
  if (value === null) return null
  return (item.atLeast !== null && value < item.atLeast) || (item.atMost !== null && value > item.atMost)
}

export const needsPhoto = (item: ChecklistItem, answer: Answer | undefined) =>
  answer?.answer !== 'not_applicable' && (item.photo === 'always' || (item.photo === 'on-fail' && isBad(item, answer) === true))

/** What the server would refuse, told before it is sent: on the spot it can still be made good. */
export function missing(draft: Draft, checklist: Checklist): Lack[] {
  if (!draft.outcome) return [{ code: 'outcome' }]
  const lacks: Lack[] = []
  const signed = (who: string) => draft.pictures.some((picture) => picture.kind === `${who}_signature`)
  if (draft.outcome === 'impossible') {
    if (!draft.reason.trim()) lacks.push({ code: 'reason' })
    if (!signed('inspector')) lacks.push({ code: 'inspectorSignature' })
    return lacks
  }
  for (const item of checklist.items) lacks.push(...ofItem(draft, item))
  const has = (kind: string) => draft.pictures.some((picture) => picture.kind === kind)
  lacks.push(...checklist.photos.filter((kind) => !has(kind)).map((kind) => ({ code: `photo-${kind}` })))
  const failing = checklist.items.filter((item) => item.fails && isBad(item, draft.answers[item.code]))
  if (draft.outcome === 'passed') lacks.push(...failing.map((item) => ({ code: 'fails', what: item.text })))
  if (draft.outcome === 'failed' && !failing.length && !draft.reason.trim()) lacks.push({ code: 'reason' })
  if (draft.outcome === 'failed' && !draft.mend.trim()) lacks.push({ code: 'mend' })
  if (draft.outcome === 'failed' && !draft.due) lacks.push({ code: 'due' })
  if (!draft.position) lacks.push({ code: 'position' })
  if (!signed('household')) lacks.push({ code: 'householdSignature' })
  if (!signed('inspector')) lacks.push({ code: 'inspectorSignature' })
  return lacks
}

function ofItem(draft: Draft, item: ChecklistItem): Lack[] {
  const answer = draft.answers[item.code]
  if (answer?.answer === 'not_applicable') return answer.note?.trim() ? [] : [{ code: 'note', what: item.text }]
  if (item.kind === 'measure' && answer?.value?.trim() && asNumber(answer.value) === null) return [{ code: 'number', what: item.text }]
  const bad = isBad(item, answer)
  if (bad === null) return [{ code: item.kind === 'check' ? 'answer' : 'measure', what: item.text }]
  const photographed = draft.pictures.some((picture) => picture.item === item.code)
  return needsPhoto(item, answer) && !photographed ? [{ code: 'photo', what: item.text }] : []
}
