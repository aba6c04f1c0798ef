import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { Problem } from '@/api/problem'

export interface Load<T> {
  data: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  loading: Ref<boolean>
  reload: () => Promise<void>
}

/** Keeps what a page shows together with whether it is still coming and why it could not. A later call overtakes an earlier one. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, immediate = true): Load<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let running: AbortController | null = null

  async function reload() {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = true
    try {
      const answer = await load(mine.signal)
      if (mine !== running) return
      data.value = answer
      problem.value = null
    } catch (error) {
      if (mine === running && !mine.signal.aborted) problem.value = Problem.of(error)
    } finally {
      if (mine === running) loading.value = false
    }
  }

  onBeforeUnmount(() => running?.abort())
  if (immediate) void reload()
  return { data, problem, loading, reload }
}
