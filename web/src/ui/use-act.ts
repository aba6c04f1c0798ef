import { ref, shallowRef } from 'vue'
import { Problem } from '@/api/problem'

/** Runs what a button asks for: once at a time, with the refusal kept for the page to show. */
export function useAct() {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)

  async function act<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = null
    try {
      return await work()
    } catch (error) {
      problem.value = Problem.of(error)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { busy, problem, act }
}
