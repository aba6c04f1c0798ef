import { useI18n } from 'vue-i18n'
import type { Targets } from '@/api/types'
import { useFormat } from '@/ui/use-format'

/** A target's amount in its own unit: whole households, or an area kept in hundredths of a square metre. */
export function useAmounts() {
  const { t } = useI18n()
  const { count, bigArea } = useFormat()
  const show = (amount: number, kind: Targets['kind']) => (kind === 'area' ? bigArea(amount) : count(amount))
  const unit = (kind: Targets['kind']) => (kind === 'area' ? t('unit.bigArea') : t('unit.households'))
  /** What one unit of the input field stands for in the amount as it is kept. */
  const scale = (kind: Targets['kind']) => (kind === 'area' ? 1_000_000 : 1)
  return { show, unit, scale }
}
