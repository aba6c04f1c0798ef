import { useI18n } from 'vue-i18n'
import type { Parameter } from '@/api/types'

/** Values of the plan's data as people write them: figures with their separators, units and kinds in words. */
export function useUnits() {
  const { t, te } = useI18n()
  /** Keys of texts hold no slash, so yuan/household is looked up as yuan-household. */
  const word = (group: string, code: string) => {
    const key = `programme.${group}.${code.replaceAll('/', '-')}`
    return te(key) ? t(key) : code
  }
  const unit = (code: string) => word('units', code)
  const value = (text: string) => (/^\d{4,}$/.test(text) ? Number(text).toLocaleString('en-US') : text)
  const amount = (one: Parameter) => `${value(one.value)} ${unit(one.unit)}`
  return { word, unit, value, amount }
}
