import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const PARTS = ['region', 'level', 'state', 'date'] as const
type Part = (typeof PARTS)[number]

/** The list's filters stand in its address, so that a list can be sent and come back to. */
export function useReportsQuery() {
  const route = useRoute()
  const router = useRouter()
  const query = computed(() => {
    const filters: Partial<Record<Part, string>> = {}
    for (const part of PARTS) {
      const value = route.query[part]
      if (typeof value === 'string' && value) filters[part] = value
    }
    return filters
  })
  const set = (part: Part, value: string | null | undefined) => router.replace({ query: { ...query.value, [part]: value || undefined } })
  const clear = () => router.replace({ query: {} })
  return { query, set, clear }
}
