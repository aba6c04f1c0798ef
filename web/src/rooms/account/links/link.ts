import { onMounted, ref, shallowRef } from 'vue'
import { signInApi } from '@/api/account'
import { Problem } from '@/api/problem'
import type { LinkPurpose } from '@/api/types'

/**
 * A one-time link carries its secret behind the #, which browsers send nowhere. It is taken from the address at once, so that it
 * stays in no history, and asked what it is for.
 */
export function useLink(kind: 'set-up' | 'password') {
  const token = ref('')
  const purpose = shallowRef<LinkPurpose | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(true)

  async function ask() {
    loading.value = true
    problem.value = null
    try {
      const found = await signInApi.link(token.value)
      if (found.kind === kind) purpose.value = found
      else problem.value = new Problem(422, 'link-other', '')
    } catch (error) {
      problem.value = Problem.of(error)
    } finally {
      loading.value = false
    }
  }

  onMounted(() => {
    token.value = location.hash.slice(1)
    history.replaceState(history.state, '', location.pathname + location.search)
    void ask()
  })
  return { token, purpose, problem, loading, ask }
}
