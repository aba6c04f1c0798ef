import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { programmeApi } from '@/api/programme'
import type { Region } from '@/api/types'

/** Names of the counties by their six digits, asked for once. Where they can't be had, the digits stand for themselves. */
export const useCounties = defineStore('counties', () => {
  const all = shallowRef<Region[]>([])
  let coming: Promise<void> | null = null

  async function fetchAll() {
    try {
      all.value = (await programmeApi.regions()).regions
    } catch {
      coming = null
    }
  }

  const ensure = () => (coming ??= fetchAll())
  const list = computed(() => all.value.map((region) => ({ code: region.code.slice(0, 6), name: region.name })))
  const nameOf = (code: number | string) => list.value.find((county) => county.code === String(code))?.name ?? String(code)
  return { list, ensure, nameOf }
})
