import type { Draft } from './draft'
import type { Checklist } from './list'

export interface Lack {
  code: string
  what?: string
}

const isNumber = (text: string) => /^-?\d+([.,]\d+)?$/.test(text.trim())

/** What the server would refuse, told before it is sent: on the spot it can still be made good. */
export function missing(draft: Draft, checklist: Checklist): Lack[] {
  if (!draft.outcome) return [{ code: 'outcome' }]
  const lacks: Lack[] = []
  if (!draft.position) lacks.push({ code: 'position' })
  if (draft.outcome !== 'passed' && !draft.reason.trim()) lacks.push({ code: 'reason' })
  if (draft.outcome === 'failed' && !draft.due) lacks.push({ code: 'due' })
  if (draft.outcome !== 'impossible') lacks.push(...unanswered(draft, checklist), ...unphotographed(draft, checklist), ...unmeasured(draft, checklist))
  if (draft.outcome === 'passed') {
    const failing = checklist.items.filter((item) => item.fails && draft.answers[item.code]?.value === 'no')
    lacks.push(...failing.map((item) => ({ code: 'fails', what: item.text })))
  }
  const signed = (who: string) => draft.pictures.some((picture) => picture.kind === `signature-${who}`)
  if (!signed('inspector')) lacks.push({ code: 'inspectorSignature' })
  if (draft.outcome !== 'impossible' && !signed('household')) lacks.push({ code: 'householdSignature' })
  return lacks
}

function unanswered(draft: Draft, checklist: Checklist): Lack[] {
  return checklist.items.filter((item) => !draft.answers[item.code]?.value).map((item) => ({ code: 'answer', what: item.text }))
}

function unphotographed(draft: Draft, checklist: Checklist): Lack[] {
  const has = (kind: string, item?: string) => draft.pictures.some((picture) => picture.kind === kind && picture.item === item)
  return [
    ...checklist.photos.filter((kind) => kind.required && !has(kind.kind)).map((kind) => ({ code: 'photo', what: kind.text })),
    ...checklist.items.filter((item) => item.photo && !has('item', item.code)).map((item) => ({ code: 'photo', what: item.text })),
  ]
}

function unmeasured(draft: Draft, checklist: Checklist): Lack[] {
  return checklist.measures.flatMap((measure) => {
    const value = draft.measures[measure.code]?.trim() ?? ''
    if (!value) return measure.required ? [{ code: 'measure', what: measure.text }] : []
    if (!isNumber(value)) return [{ code: 'number', what: measure.text }]
    const number = Number(value.replace(',', '.'))
    const outside = (measure.least !== null && number < measure.least) || (measure.most !== null && number > measure.most)
    return outside && measure.fails && draft.outcome === 'passed' ? [{ code: 'limit', what: measure.text }] : []
  })
}
