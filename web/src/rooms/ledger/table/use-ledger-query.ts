import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const FILTERS = ['region', 'stage', 'route', 'warning', 'hardship', 'search'] as const
export type Filter = (typeof FILTERS)[number]
export const PAGE_SIZE = 50

/**
 * What the ledger shows, kept in the address alone: a link to a page of households opens that page.
 * Pages are reached by key, so "back" needs the keys of the pages before; they are remembered here.
 */
export function useLedgerQuery() {
  const route = useRoute()
  const router = useRouter()
  const earlier = ref<string[]>([])

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

  function forward(next: string) {
    earlier.value[page.value] = cursor.value
    return go({ cursor: next, page: String(page.value + 1) })
  }

  function back() {
    const before = earlier.value[page.value - 1]
    // A page opened by its address knows no page before it, so it goes to the first.
    return before === undefined
      ? go({ cursor: undefined, page: undefined })
      : go({ cursor: before, page: page.value > 2 ? String(page.value - 1) : undefined })
  }

  // Compared as text: the computed object is new whenever the address changes, a page's turn included.
  watch(
    () => JSON.stringify(query.value),
    () => {
      earlier.value = []
    },
  )
  return { filters, sort, cursor, page, query, isFiltered, setFilter, clear, sortBy, forward, back }
}
