import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { importsApi } from '@/api/ledger'
import { Problem } from '@/api/problem'
import type { ImportJob } from '@/api/types'

export interface Sending {
  share: number
  size: number
  count: number
  cancel: () => void
}

/** Files on their way to the server. They go on while the person looks at another page. */
export const useUpload = defineStore('upload', () => {
  const sending = ref<Sending | null>(null)
  const problem = shallowRef<Problem | null>(null)

  async function send(files: File[], asOf: string): Promise<ImportJob | null> {
    problem.value = null
    const order = importsApi.send(files, asOf, (share) => {
      if (sending.value) sending.value.share = share
    })
    sending.value = { share: 0, size: files.reduce((sum, file) => sum + file.size, 0), count: files.length, cancel: order.cancel }
    window.addEventListener('beforeunload', warn)
    try {
      return await order.done
    } catch (error) {
      const why = Problem.of(error)
      if (why.code !== 'cancelled') problem.value = why
      return null
    } finally {
      sending.value = null
      window.removeEventListener('beforeunload', warn)
    }
  }

  return { sending, problem, send }
})

/** Closing the window would break the upload off. */
function warn(event: BeforeUnloadEvent) {
  event.preventDefault()
}
