import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const FILTERS = ['county', 'actor', 'process', 'action', 'from', 'to'] as const
export type JournalFilter = (typeof FILTERS)[number]
export type View = 'all' | 'day' | 'week'
export const PAGE_SIZE = 200
const DAY = 86_400_000

const shifted = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
/** Monday of the week that a day lies in. */
export const mondayOf = (day: string) => shifted(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

/** What the journal shows, kept in the address alone: a person's day can be sent on as a link. */
export function useJournalQuery(today: () => string) {
  const route = useRoute()
  const router = useRouter()

  const text = (key: string) => (typeof route.query[key] === 'string' ? (route.query[key] as string) : '')
  const view = computed<View>(() => (text('view') === 'day' ? 'day' : text('view') === 'week' ? 'week' : 'all'))
  const filters = computed(() => Object.fromEntries(FILTERS.map((key) => [key, text(key)])) as Record<JournalFilter, string>)
  const cursor = computed(() => text('cursor'))
  const isFiltered = computed(() => FILTERS.some((key) => filters.value[key] !== ''))

  function go(change: Record<string, string | undefined>) {
    const next: Record<string, string> = {}
    for (const [key, value] of Object.entries({ ...route.query, ...change }))
      if (typeof value === 'string' && value !== '') next[key] = value
    return router.push({ path: '/journal', query: next })
  }
  const nothing = Object.fromEntries(FILTERS.map((key) => [key, undefined]))
  const change = (filters: Partial<Record<JournalFilter, string | undefined>>) => go({ ...filters, cursor: undefined })
  const clear = () => change(nothing)

  const day = computed(() => filters.value.from || today())
  const spanned = (day: string, view: View) =>
    view === 'week' ? { from: mondayOf(day), to: shifted(mondayOf(day), 6) } : { from: day, to: day }
  /** One person, one day. */
  const personsDay = (actor?: string, on?: string) =>
    go({ ...nothing, cursor: undefined, view: 'day', actor: actor ?? filters.value.actor, ...spanned(on ?? day.value, 'day') })
  /** One county, from Monday to Sunday. */
  const countysWeek = (county?: string, on?: string) =>
    go({ ...nothing, cursor: undefined, view: 'week', county: county ?? filters.value.county, ...spanned(on ?? day.value, 'week') })
  const everything = () => go({ ...nothing, cursor: undefined, view: undefined })
  const turn = (steps: number) => change(spanned(shifted(day.value, steps * (view.value === 'week' ? 7 : 1)), view.value))
  const on = (day: string) => change(spanned(day, view.value))
  const turnTo = (cursor: string | undefined) => go({ cursor })

  return { view, filters, cursor, day, isFiltered, change, clear, personsDay, countysWeek, everything, turn, on, turnTo }
}
