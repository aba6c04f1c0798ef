import { ref, watch, type Ref } from 'vue'
import { programmeApi } from '@/api/programme'

export interface Step {
  code: string
  name: string
}

/** The regions above one, read from its code: two levels are enough, for the city stands above them all. */
export function useTrail(code: Ref<string | undefined>) {
  const trail = ref<Step[]>([])

  async function nameIn(parent: string | undefined, code: string): Promise<Step> {
    const { regions } = await programmeApi.regions(parent)
    return { code, name: regions.find((region) => region.code === code)?.name ?? code }
  }

  watch(
    code,
    async (now) => {
      if (!now) {
        trail.value = []
        return
      }
      const county = now.slice(0, 6).padEnd(12, '0')
      const township = now.slice(0, 9).padEnd(12, '0')
      const above: Promise<Step>[] = []
      if (now !== county) above.push(nameIn(undefined, county))
      if (now !== township && township !== county) above.push(nameIn(county, township))
      const steps = await Promise.all(above).catch(() => [])
      if (code.value === now) trail.value = steps
    },
    { immediate: true },
  )

  return trail
}
