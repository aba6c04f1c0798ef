import { useI18n } from 'vue-i18n'
import type { Measure } from '@/api/types'
import { useFormat } from '@/ui/use-format'

/** Decimal places of the unit that people write: whole households, or ten thousand square metres down to 0.01 m². */
export const placesOf = (measure: Measure) => (measure === 'area' ? 6 : 0)

/** What somebody typed, as the whole small units that are kept; null where it is no amount. No fraction ever passes through floating point. */
export function parseAmount(text: string, places: number): number | null {
  const [, whole, part = ''] = /^(\d{1,9})(?:\.(\d+))?$/.exec(text.replaceAll(',', '').trim()) ?? []
  if (whole === undefined || part.length > places) return null
  return Number(whole + part.padEnd(places, '0'))
}

/** The amount as somebody would type it. */
export function writeAmount(amount: number, places: number): string {
  if (places === 0) return String(amount)
  const digits = String(amount).padStart(places + 1, '0')
  const part = digits.slice(-places).replace(/0+$/, '')
  return digits.slice(0, -places) + (part && `.${part}`)
}

/** A target's amount as pages show it. */
export function useAmounts() {
  const { t } = useI18n()
  const { count, bigArea } = useFormat()
  const show = (amount: number, measure: Measure) => (measure === 'area' ? bigArea(amount) : count(amount))
  const unit = (measure: Measure) => (measure === 'area' ? t('unit.bigArea') : t('unit.households'))
  return { show, unit }
}
