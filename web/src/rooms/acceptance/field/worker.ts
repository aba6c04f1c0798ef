/// <reference lib="webworker" />
/**
 * Serves the application itself from the device, so that it opens with no signal. Answers of the server are never kept here: what an
 * inspector takes along lies encrypted in the page's own store.
 */
const worker = self as unknown as ServiceWorkerGlobalScope

// Both are written in when the application is built.
const FILES = '__FILES__' as unknown as string[]
const CACHE = 'cleanheating-field-__VERSION__'
const HOME = '/field/'

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))))
})

worker.addEventListener('activate', (event) => {
  const stale = (names: string[]) => names.filter((name) => name.startsWith('cleanheating-field-') && name !== CACHE)
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(stale(names).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  )
})

// A new version waits until the page says that nothing is being written.
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(HOME)) return
  const key = event.request.mode === 'navigate' ? HOME : url.pathname
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(key).then((kept) => kept ?? fetch(event.request))))
})
