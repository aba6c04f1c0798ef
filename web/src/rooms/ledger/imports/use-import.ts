import { computed, onBeforeUnmount, watch } from 'vue'
import { importsApi } from '@/api/ledger'
import type { ImportEvent, ImportJob, ImportState } from '@/api/types'
import { useLoad } from '@/ui/use-load'

const MOVING: ImportState[] = ['checking', 'running']
const POLL_MS = 4000

/**
 * An import that may be under way elsewhere: the server tells of its progress as it goes. Some offices' proxies hold a
 * stream of events back, so the import is also asked for now and then, and the page is never stuck.
 */
export function useImport(id: string) {
  const { data, problem, loading, reload } = useLoad((signal) => importsApi.one(id, signal))
  const isMoving = computed(() => !!data.value && MOVING.includes(data.value.state))
  let events: EventSource | null = null
  let poll = 0

  function take(job: ImportJob) {
    data.value = job
  }

  function listen() {
    stop()
    events = new EventSource(importsApi.eventsAddress(id))
    events.addEventListener('progress', (event) => {
      const { progress } = JSON.parse((event as MessageEvent<string>).data) as ImportEvent
      if (data.value && progress) data.value = { ...data.value, progress }
    })
    // The first event tells the state that is known already; a later one that the import has come to rest.
    events.addEventListener('state', (event) => {
      const { state } = JSON.parse((event as MessageEvent<string>).data) as ImportEvent
      if (state !== data.value?.state) void reload()
    })
    events.onerror = () => {
      events?.close()
      events = null
    }
    poll = window.setInterval(() => void reload(), POLL_MS)
  }

  function stop() {
    events?.close()
    events = null
    clearInterval(poll)
  }

  // Each state that moves gets its own line: the server may end the one before with the state.
  watch(
    () => (isMoving.value ? data.value?.state : null),
    (moving) => (moving ? listen() : stop()),
  )
  onBeforeUnmount(stop)
  return { data, problem, loading, reload, isMoving, take }
}
