import type { FigureKey, FigureSet } from '@/api/types'
import { useFormat } from '@/ui/use-format'

/** Figures in the order in which reports show them. Households first, then area and money. */
export const FIGURES: FigureKey[] = [
  'target',
  'ledger',
  'not_started',
  'started',
  'completed',
  'passed',
  'failed',
  'area_hundredths',
  'paid_fen',
  'outstanding_fen',
]

/** Figures that stand by themselves and so can be corrected for a technology; what is not started follows from them. */
export const CORRECTABLE = FIGURES.filter((key) => key !== 'target' && key !== 'not_started')

export const isHundredths = (key: string) => key.endsWith('_fen') || key.endsWith('_hundredths')

export function useFigures() {
  const { count, fixed } = useFormat()
  /** A figure as a table shows it: square metres and yuan with their hundredths. */
  const show = (key: string, value: number | null | undefined) =>
    value === null || value === undefined ? '' : isHundredths(key) ? fixed(value / 100, 2) : count(value)
  const of = (figures: FigureSet | null | undefined, key: FigureKey) => show(key, figures?.[key] as number | null | undefined)
  return { show, of }
}
