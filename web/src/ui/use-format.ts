import { useI18n } from 'vue-i18n'

const WAN = 10_000
const MILLION = 1_000_000
/** Days and hours are those of the place where the programme runs, as on the server, wherever the browser stands. */
const ZONE = 'Asia/Shanghai'

/** Figures in the language in use. Sums of money and areas arrive as whole small units and are only divided here, for show. */
export function useFormat() {
  const { t, locale } = useI18n()

  const count = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 0 })
  const fixed = (value: number, digits: number) =>
    value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })

  /** Yuan with two places: 900.00 */
  const yuan = (fen: number) => fixed(fen / 100, 2)
  /** For headlines: ten thousand yuan in Chinese, million in English. */
  const bigMoney = (fen: number, digits = 2) => fixed(fen / 100 / (locale.value === 'zh' ? WAN : MILLION), digits)
  const bigMoneyUnit = () => t('unit.bigMoney')
  /** 722.7 in ten thousand square metres, as the plan writes it; every digit that is kept is shown, unless fewer are asked for. */
  const bigArea = (hundredths: number, digits = 6) => (hundredths / 100 / WAN).toLocaleString('en-US', { maximumFractionDigits: digits })
  const share = (part: number, whole: number | null) => (whole ? `${fixed((part / whole) * 100, 1)}%` : t('unit.none'))
  const moment = (instant: string | null | undefined) => {
    if (!instant) return t('unit.none')
    const date = new Date(instant)
    return Number.isNaN(date.getTime())
      ? instant
      : date.toLocaleString(locale.value === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: ZONE })
  }
  /** The day of an instant, yyyy-MM-dd. */
  const dayOf = (instant: string | Date) => new Date(instant).toLocaleDateString('en-CA', { timeZone: ZONE })
  /** 09:05:33 */
  const clock = (instant: string) => new Date(instant).toLocaleTimeString('en-GB', { timeZone: ZONE })
  const weekday = (date: string) =>
    new Date(`${date}T00:00:00Z`).toLocaleDateString(locale.value === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'long', timeZone: 'UTC' })
  const day = (date: string) => {
    const [year, month, dayOfMonth] = date.split('-').map(Number)
    return locale.value === 'zh'
      ? t('unit.day', { year, month, day: dayOfMonth })
      : new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, dayOfMonth)).toLocaleDateString('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
  }
  const bytes = (size: number) =>
    size < 1000 ? `${size} B` : size < 1_000_000 ? `${fixed(size / 1000, 0)} kB` : `${fixed(size / 1_000_000, 1)} MB`
  /** The name in the language in use, where the data have both. */
  const named = (item: { name: string; name_en?: string | null }) => (locale.value === 'en' && item.name_en ? item.name_en : item.name)

  return { count, fixed, yuan, bigMoney, bigMoneyUnit, bigArea, share, moment, dayOf, clock, weekday, day, bytes, named }
}
