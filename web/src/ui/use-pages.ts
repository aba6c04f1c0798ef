import { ref, shallowRef, watch, type ShallowRef } from 'vue'
import { Problem } from '@/api/problem'
import { useLoad } from '@/ui/use-load'

/** A list that comes page by page: the first with the page, the next when asked for. */
export function usePages<Page extends { next?: string | null }, Row>(
  fetch: (cursor: string | null, signal?: AbortSignal) => Promise<Page>,
  rowsOf: (page: Page) => Row[],
) {
  const { data, problem, loading, reload } = useLoad((signal) => fetch(null, signal))
  const rows = shallowRef<Row[]>([]) as ShallowRef<Row[]>
  const next = ref<string | null>(null)
  const busy = ref(false)
  watch(data, (page) => {
    rows.value = page ? rowsOf(page) : []
    next.value = page?.next ?? null
  })

  async function more() {
    if (busy.value || !next.value) return
    busy.value = true
    try {
      const page = await fetch(next.value)
      rows.value = [...rows.value, ...rowsOf(page)]
      next.value = page.next ?? null
    } catch (error) {
      problem.value = Problem.of(error)
    } finally {
      busy.value = false
    }
  }

  return { data, problem, loading, reload, rows, next, busy, more }
}
