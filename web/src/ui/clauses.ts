import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { programmeApi } from '@/api/programme'
import type { Clause } from '@/api/types'

/** The plan's clauses, fetched when somebody first asks for the words of one. */
export const useClauses = defineStore('clauses', () => {
  const known = shallowRef(new Map<string, Clause>())
  const failed = ref(false)
  let coming: Promise<void> | null = null

  async function fetchAll() {
    try {
      const { clauses } = await programmeApi.clauses()
      known.value = new Map(clauses.map((clause) => [clause.number, clause]))
      failed.value = false
    } catch {
      failed.value = true
      coming = null
    }
  }

  function ensure() {
    return (coming ??= fetchAll())
  }
  const find = (number: string) => known.value.get(number)
  return { ensure, find, failed }
})
