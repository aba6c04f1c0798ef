import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Filters of a list that stand in its address, so that it can be passed on and come back to. */
export function useQuery() {
  const route = useRoute()
  const router = useRouter()
  const query = computed(() =>
    Object.fromEntries(Object.entries(route.query).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : []))),
  )
  const set = (key: string, value: unknown) =>
    router.replace({ query: { ...query.value, [key]: value === '' || value === null || value === undefined ? undefined : String(value) } })
  const clear = () => router.replace({ query: {} })
  return { query, set, clear }
}
