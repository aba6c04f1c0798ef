import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const FILTERS = ['region', 'stage', 'route', 'warning', 'hardship', 'search'] as const
export type Filter = (typeof FILTERS)[number]
export const PAGE_SIZE = 50

/** What the ledger shows, kept in the address alone: a link to a page of households opens that page. */
export function useLedgerQuery() {
  const route = useRoute()
  const router = useRouter()

  const text = (key: string) => (typeof route.query[key] === 'string' ? (route.query[key] as string) : '')
  const filters = computed(() => Object.fromEntries(FILTERS.map((key) => [key, text(key)])) as Record<Filter, string>)
  const sort = computed(() => text('sort') || 'village')
  const cursor = computed(() => text('cursor'))
  const page = computed(() => Math.max(1, Number(text('page')) || 1))
  const isFiltered = computed(() => FILTERS.some((key) => filters.value[key] !== ''))
  const query = computed(() => ({ ...filters.value, sort: sort.value }))

  function go(change: Record<string, string | undefined>) {
    const next: Record<string, string> = {}
    for (const [key, value] of Object.entries({ ...route.query, ...change }))
      if (typeof value === 'string' && value !== '') next[key] = value
    return router.push({ query: next })
  }

  /** Another filter or order begins again at the first page. */
  const restart = (change: Record<string, string | undefined>) => go({ ...change, cursor: undefined, page: undefined })
  const setFilter = (key: Filter, value: string | undefined) => restart({ [key]: value })
  const clear = () => restart(Object.fromEntries(FILTERS.map((key) => [key, undefined])))
  const sortBy = (key: string) => restart({ sort: sort.value === key ? `-${key}` : key })

  const turnTo = (cursor: string, number: number) => go({ cursor, page: number > 1 ? String(number) : undefined })
  const forward = (next: string) => turnTo(next, page.value + 1)
  const back = (previous: string) => turnTo(previous, page.value - 1)

  return { filters, sort, cursor, page, query, isFiltered, setFilter, clear, sortBy, forward, back }
}
