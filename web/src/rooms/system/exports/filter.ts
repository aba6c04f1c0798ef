import { useI18n } from 'vue-i18n'
import { useCounties } from '@/ui/counties'
import type { JournalWords } from '../journal/words'

/** How the table was laid out says nothing of what was taken. */
const LAYOUT = ['limit', 'cursor', 'sort', 'watermark']

/** What was asked for when a file was taken, in words. */
export function useExportFilter(words: JournalWords) {
  const { t, te } = useI18n()
  const counties = useCounties()

  function value(key: string, given: unknown): string {
    const text = String(given)
    if (key === 'region' && /^\d{6}0{6}$/.test(text)) return counties.nameOf(text.slice(0, 6))
    if (key === 'county') return words.county(Number(text))
    if (key === 'process') return words.process(text)
    if (key === 'action') return words.action(text)
    if (key === 'stage')
      return text
        .split(',')
        .map((stage) => (te(`stageCode.${stage}`) ? t(`stageCode.${stage}`) : stage))
        .join(t('unit.comma'))
    return text
  }

  function parts(filter: unknown): [string, string][] {
    if (typeof filter !== 'object' || filter === null) return []
    return Object.entries(filter)
      .filter(([key, given]) => !LAYOUT.includes(key) && given !== null && given !== '' && given !== false)
      .map(([key, given]) => [words.field(key), value(key, given)])
  }
  const short = (filter: unknown) =>
    parts(filter)
      .map((part) => part.join(t('unit.colon')))
      .join(t('unit.semicolon')) || t('exports.everything')
  return { short }
}
