import { ref } from 'vue'

/** A newer version lies ready; it takes over when nobody is in the middle of something. */
export const updateReady = ref(false)
let ready: ServiceWorker | null = null

export function watchForUpdates(): void {
  if (!('serviceWorker' in navigator)) return
  let reloading = false
  const first = !navigator.serviceWorker.controller
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (first || reloading) return
    reloading = true
    location.reload()
  })
  void navigator.serviceWorker.register('/field/sw.js', { scope: '/field/' }).then((registration) => {
    const look = (worker: ServiceWorker | null) => {
      if (!worker || !navigator.serviceWorker.controller) return
      ready = worker
      updateReady.value = true
    }
    look(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing
      worker?.addEventListener('statechange', () => worker.state === 'installed' && look(worker))
    })
  })
}

export const takeUpdate = () => ready?.postMessage('take-over')
