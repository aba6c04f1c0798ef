import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { programmeApi } from '@/api/programme'
import { Problem } from '@/api/problem'
import type { SystemInfo } from '@/api/types'

/** What runs here: product, programme in force, as-of date. Asked once, and again after a language change. */
export const useSystem = defineStore('system', () => {
  const info = shallowRef<SystemInfo | null>(null)
  const problem = shallowRef<Problem | null>(null)

  async function refresh() {
    try {
      info.value = await programmeApi.system()
      problem.value = null
    } catch (error) {
      problem.value = Problem.of(error)
    }
  }

  return { info, problem, refresh }
})
