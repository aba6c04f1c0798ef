import type { RouteRecordRaw } from 'vue-router'

export const systemRoutes: RouteRecordRaw[] = [
  { path: '/journal', component: () => import('./journal/JournalPage.vue'), meta: { need: 'read-journal', title: 'journal.title' } },
  { path: '/exports', component: () => import('./exports/ExportsPage.vue'), meta: { need: 'read-exports', title: 'exports.title' } },
  { path: '/verify', component: () => import('./verify/VerifyPage.vue'), meta: { need: 'verify', title: 'verify.title' } },
]
