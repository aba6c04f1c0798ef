import { computed, onMounted, shallowRef } from 'vue'
import { programmeApi } from '@/api/programme'
import { useSession } from '@/shell/session'
import { useQuery } from '@/ui/use-query'

/** The county that a page is about: the one in its address, one's own, or the first. */
export function useCounty() {
  const session = useSession()
  const { query, set } = useQuery()
  const counties = shallowRef<{ code: string; name: string }[]>([])
  const county = computed(() => query.value.county ?? session.home?.code.slice(0, 6).padEnd(12, '0') ?? counties.value[0]?.code ?? '')
  onMounted(async () => {
    counties.value = (await programmeApi.regions()).regions.filter(
      (one) => session.covers(one.code) || session.home?.code.startsWith(one.code.slice(0, 6)),
    )
  })
  return { county, counties, choose: (code: string) => set('county', code) }
}
