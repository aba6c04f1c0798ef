import type { RouteRecordRaw } from 'vue-router'

export const systemRoutes: RouteRecordRaw[] = [
  {
    path: '/journal',
    component: () => import('./journal/JournalPage.vue'),
    meta: { need: 'read-journal', title: 'journal.title', texts: 'system' },
  },
  {
    path: '/exports',
    component: () => import('./exports/ExportsPage.vue'),
    meta: { need: 'read-exports', title: 'exports.title', texts: 'system' },
  },
  { path: '/verify', component: () => import('./verify/VerifyPage.vue'), meta: { need: 'verify', title: 'verify.title', texts: 'system' } },
  { path: '/jobs', component: () => import('./jobs/JobsPage.vue'), meta: { need: 'read-jobs', title: 'jobs.title', texts: 'system' } },
  { path: '/jobs/:id', component: () => import('./jobs/JobPage.vue'), meta: { need: 'read-jobs', title: 'jobs.one', texts: 'system' } },
  {
    path: '/schedules',
    component: () => import('./schedules/SchedulesPage.vue'),
    meta: { need: 'change-schedules', title: 'schedules.title', texts: 'system' },
  },
  {
    path: '/accounts',
    component: () => import('./accounts/AccountsPage.vue'),
    meta: { need: 'manage-accounts', title: 'accounts.title', texts: 'system' },
  },
  {
    path: '/accounts/new',
    component: () => import('./accounts/NewAccountPage.vue'),
    meta: { need: 'manage-accounts', title: 'accounts.addTitle', texts: 'system' },
  },
  {
    path: '/accounts/:id',
    component: () => import('./accounts/AccountPage.vue'),
    meta: { need: 'manage-accounts', title: 'accounts.one', texts: 'system' },
  },
]
