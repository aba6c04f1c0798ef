import type { RouteLocationRaw } from 'vue-router'
import type { ProgressRow } from '@/api/types'

/** The stages that a cumulative count takes in: what has passed was completed and started before. */
const STAGES = {
  ledger: undefined,
  not_started: 'not-started',
  started: 'started,completed,passed,failed',
  completed: 'completed,passed,failed',
  passed: 'passed',
  failed: 'failed',
  not_completed: 'not-started,started',
  not_passed: 'not-started,started,completed,failed',
} as const

export type Count = keyof typeof STAGES
/** The stages that progress rows count. */
export type RowCount = Exclude<Count, 'not_completed' | 'not_passed'>

/** The households behind a figure. */
export function householdsBehind(count: Count, region?: string, sort?: string): RouteLocationRaw {
  const query: Record<string, string> = {}
  if (region) query.region = region
  const stage = STAGES[count]
  if (stage) query.stage = stage
  if (sort) query.sort = sort
  return { path: '/ledger', query }
}

/** What a share is of: the target, or the ledger where none was handed down yet. */
export const wholeOf = (row: ProgressRow) => row.target || row.ledger
export const shareOf = (row: ProgressRow, measure: 'completed' | 'passed') => (wholeOf(row) ? row[measure] / wholeOf(row) : 0)
/** Whoever answers for townships or villages is shown these in the place of counties. */
export const areCounties = (rows: ProgressRow[]) => rows.every((row) => row.code.endsWith('000000'))

/** Tones of the stages, dark for what is further along; the same in bars, map and legend. */
export const TONES = { started: '#bfdbe2', completed: '#5f9fb2', passed: '#0b5c73' } as const
export const SCALE = ['#eaf2f4', '#bcd9e1', '#83b8c8', '#1d7089', '#0a4a5d']
/** Fifths of the target; whoever is beyond it stays in the last. */
export const stepOf = (share: number) => Math.min(SCALE.length - 1, Math.floor(share * SCALE.length))
/** Words on a step's colour: contrast of at least 4.5 on every one. */
export const wordsOn = (step: number) => (step >= 3 ? '#fff' : '#17262e')
