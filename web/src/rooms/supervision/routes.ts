import type { RouteRecordRaw } from 'vue-router'

export const supervisionRoutes: RouteRecordRaw[] = [
  { path: '/reports', component: () => import('./list/ReportsPage.vue'), meta: { need: 'read-reports', title: 'reports.title' } },
  {
    path: '/reports/corrections',
    component: () => import('./list/CorrectionsPage.vue'),
    meta: { need: 'read-reports', title: 'reports.corrections' },
  },
  { path: '/reports/:id', component: () => import('./report/ReportPage.vue'), meta: { need: 'read-reports', title: 'reports.one' } },
  { path: '/reports/:id/print', component: () => import('./print/PrintPage.vue'), meta: { need: 'read-reports', title: 'reports.print' } },
]
