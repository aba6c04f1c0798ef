import { useI18n } from 'vue-i18n'
import type { CodeText, LedgerRow } from '@/api/types'
import { useFormat } from '@/ui/use-format'

const NUMBERS = ['paid', 'outstanding', 'rooms', 'area', 'rated_power']
export const isNumber = (key: string) => NUMBERS.includes(key)

/** A household's value as the table shows it. */
export function useCells(codes: () => CodeText[]) {
  const { t } = useI18n()
  const { yuan, fixed } = useFormat()
  const nameOf = (code: string) => codes().find((one) => one.code === code)?.name ?? code

  /** Columns whose values need words or a unit; the others are shown as they come. */
  const special: Record<string, (row: LedgerRow) => string> = {
    route: (row) => row.route_name,
    stage: (row) => row.stage_name,
    area: (row) => fixed(row.area_hundredths / 100, 2),
    rated_power: (row) => (row.rated_power_hundredths === null ? '' : fixed(row.rated_power_hundredths / 100, 2)),
    paid: (row) => yuan(row.paid_fen),
    outstanding: (row) => yuan(row.outstanding_fen),
    warnings: (row) => row.warnings.map(nameOf).join(t('unit.comma')),
  }

  return (row: LedgerRow, key: string): string => {
    const show = special[key]
    if (show) return show(row)
    const value = row[key as keyof LedgerRow] as string | number | null | undefined
    return value === null || value === undefined ? '' : String(value)
  }
}

export const stageTone = (stage: string) =>
  stage === 'passed' ? 'good' : stage === 'failed' ? 'bad' : stage === 'completed' ? 'accent' : ''
