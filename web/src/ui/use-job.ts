import { computed, onBeforeUnmount, watch, type Ref } from 'vue'
import { jobsApi } from '@/api/jobs'
import type { Job, JobEvent, JobState } from '@/api/types'
import { useLoad } from './use-load'

const OVER: JobState[] = ['done', 'failed', 'cancelled']
const POLL_MS = 4000

export const isOver = (job: Job) => OVER.includes(job.state)

/**
 * A job, wherever it is at work: the server tells of its progress as it goes. Some offices' proxies hold a stream of events back,
 * so the job is also asked for now and then, and the page is never stuck. Without an id there is no job yet.
 */
export function useJob(id: Ref<string | null>) {
  const { data, problem, loading, reload } = useLoad(
    (signal) => (id.value ? jobsApi.one(id.value, signal) : Promise.resolve(null as unknown as Job)),
    !!id.value,
  )
  const isMoving = computed(() => !!data.value && !isOver(data.value))
  let events: EventSource | null = null
  let poll = 0

  function listen() {
    stop()
    if (!id.value) return
    events = new EventSource(jobsApi.eventsAddress(id.value))
    events.addEventListener('progress', (event) => {
      const { progress } = JSON.parse((event as MessageEvent<string>).data) as JobEvent
      if (data.value) data.value = { ...data.value, progress }
    })
    events.addEventListener('state', (event) => {
      const { state, progress } = JSON.parse((event as MessageEvent<string>).data) as JobEvent
      if (!data.value || state === data.value.state) return
      // Only the whole job tells what came of it.
      if (OVER.includes(state)) void reload()
      else data.value = { ...data.value, state, progress }
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

  watch(isMoving, (moving) => (moving ? listen() : stop()))
  watch(id, () => {
    stop()
    data.value = null
    void reload()
  })
  onBeforeUnmount(stop)

  /** Shows what the server has just said of it. */
  function take(job: Job) {
    data.value = job
  }
  return { job: data, problem, loading, reload, isMoving, take }
}
