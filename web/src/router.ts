import { createRouter, createWebHistory } from 'vue-router'
import { ledgerRoutes } from './rooms/ledger/routes'
import { programmeRoutes } from './rooms/programme/routes'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title among the texts. */
    title: string
  }
}

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, kept) => kept ?? (to.path === from.path ? undefined : { top: 0 }),
  routes: [
    ...programmeRoutes,
    ...ledgerRoutes,
    { path: '/system', component: () => import('./shell/SystemPage.vue'), meta: { title: 'system.title' } },
    { path: '/:rest(.*)*', component: () => import('./shell/NotFoundPage.vue'), meta: { title: 'missing.title' } },
  ],
})
