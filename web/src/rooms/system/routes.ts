import type { RouteRecordRaw } from 'vue-router'

export const systemRoutes: RouteRecordRaw[] = [
  { path: '/journal', component: () => import('./journal/JournalPage.vue'), meta: { need: 'read-journal', title: 'journal.title' } },
  { path: '/exports', component: () => import('./exports/ExportsPage.vue'), meta: { need: 'read-exports', title: 'exports.title' } },
  { path: '/verify', component: () => import('./verify/VerifyPage.vue'), meta: { need: 'verify', title: 'verify.title' } },
  { path: '/jobs', component: () => import('./jobs/JobsPage.vue'), meta: { need: 'read-jobs', title: 'jobs.title' } },
  { path: '/jobs/:id', component: () => import('./jobs/JobPage.vue'), meta: { need: 'read-jobs', title: 'jobs.one' } },
  {
    path: '/schedules',
    component: () => import('./schedules/SchedulesPage.vue'),
    meta: { need: 'change-schedules', title: 'schedules.title' },
  },
  { path: '/accounts', component: () => import('./accounts/AccountsPage.vue'), meta: { need: 'manage-accounts', title: 'accounts.title' } },
  {
    path: '/accounts/new',
    component: () => import('./accounts/NewAccountPage.vue'),
    meta: { need: 'manage-accounts', title: 'accounts.addTitle' },
  },
  {
    path: '/accounts/:id',
    component: () => import('./accounts/AccountPage.vue'),
    meta: { need: 'manage-accounts', title: 'accounts.one' },
  },
]
