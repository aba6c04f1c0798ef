import { useI18n } from 'vue-i18n'
import type { HouseholdRow } from '@/api/types'
import { useFormat } from '@/ui/use-format'

const MONEY = ['paid', 'paid_fen', 'outstanding', 'outstanding_fen']
const NUMBERS = [...MONEY, 'rooms', 'area', 'area_tenths', 'area_hundredths', 'rated_power', 'rated_power_hundredths']
/** Endings that name the small unit in which a figure is kept. */
const UNIT_ENDING = /_(fen|tenths|hundredths)$/

/** Columns are sorted by the field, whatever unit its figures are kept in. */
export const sortKey = (key: string) => key.replace(UNIT_ENDING, '')
export const isNumber = (key: string) => NUMBERS.includes(key)

/** A household's value as the table shows it. */
export function useCells() {
  const { t, te } = useI18n()
  const { yuan, fixed } = useFormat()

  function small(value: unknown, key: string): string | null {
    if (typeof value !== 'number') return null
    if (key.endsWith('_fen')) return yuan(value)
    if (key.endsWith('_tenths')) return fixed(value / 10, 1)
    if (key.endsWith('_hundredths')) return fixed(value / 100, 2)
    return null
  }

  function cell(row: HouseholdRow, key: string): string {
    // A code may come with its name beside it, a figure under the name of its small unit.
    const name = row[`${key}_name`]
    if (typeof name === 'string') return name
    const found = [key, `${key}_fen`, `${key}_tenths`, `${key}_hundredths`].find((one) => row[one] !== undefined && row[one] !== null)
    if (found === undefined) return ''
    const value = row[found]
    if (key === 'stage' && te(`stageCode.${String(value)}`)) return t(`stageCode.${String(value)}`)
    if (key === 'result' && te(`result.${String(value)}`)) return t(`result.${String(value)}`)
    if (Array.isArray(value)) return value.join(t('unit.comma'))
    return small(value, found) ?? String(value)
  }

  return cell
}

export const stageTone = (stage: unknown) =>
  stage === 'passed' ? 'good' : stage === 'failed' ? 'bad' : stage === 'completed' ? 'accent' : ''
