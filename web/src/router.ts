import { createRouter, createWebHistory } from 'vue-router'
import { ledgerRoutes } from './rooms/ledger/routes'
import { programmeRoutes } from './rooms/programme/routes'
import { supervisionRoutes } from './rooms/supervision/routes'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title among the texts. */
    title: string
  }
}

/** A page that a newer release has replaced is fetched afresh, once. */
window.addEventListener('vite:preloadError', () => {
  const RELOADED = 'cleanheating.reloaded'
  if (sessionStorage.getItem(RELOADED) === location.href) return
  sessionStorage.setItem(RELOADED, location.href)
  location.reload()
})

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, kept) => kept ?? (to.path === from.path ? undefined : { top: 0 }),
  routes: [
    ...programmeRoutes,
    ...ledgerRoutes,
    ...supervisionRoutes,
    { path: '/system', component: () => import('./shell/SystemPage.vue'), meta: { title: 'system.title' } },
    { path: '/:rest(.*)*', component: () => import('./shell/NotFoundPage.vue'), meta: { title: 'missing.title' } },
  ],
})

// Whoever goes by keyboard begins at the new page's content, not at the navigation again.
router.afterEach((to, from) => {
  if (from.matched.length && to.path !== from.path) document.getElementById('main')?.focus({ preventScroll: true })
})
