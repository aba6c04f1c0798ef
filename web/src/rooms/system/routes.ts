import type { RouteRecordRaw } from 'vue-router'

export const systemRoutes: RouteRecordRaw[] = [
  { path: '/journal', component: () => import('./journal/JournalPage.vue'), meta: { title: 'journal.title' } },
  { path: '/exports', component: () => import('./exports/ExportsPage.vue'), meta: { title: 'exports.title' } },
  { path: '/verify', component: () => import('./verify/VerifyPage.vue'), meta: { title: 'verify.title' } },
]
