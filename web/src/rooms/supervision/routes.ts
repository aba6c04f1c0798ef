import type { RouteRecordRaw } from 'vue-router'

export const supervisionRoutes: RouteRecordRaw[] = [
  { path: '/reports', component: () => import('./list/ReportsPage.vue'), meta: { title: 'reports.title' } },
  { path: '/reports/corrections', component: () => import('./list/CorrectionsPage.vue'), meta: { title: 'reports.corrections' } },
  { path: '/reports/:id', component: () => import('./report/ReportPage.vue'), meta: { title: 'reports.one' } },
  { path: '/reports/:id/print', component: () => import('./print/PrintPage.vue'), meta: { title: 'reports.print' } },
]
