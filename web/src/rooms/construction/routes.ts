import type { RouteRecordRaw } from 'vue-router'

/** Construction is part of the room Delivery; its pages and texts stand by themselves since they are many. */
const meta = { need: 'read-delivery', title: 'nav.construction', texts: 'construction' }

export const constructionRoutes: RouteRecordRaw[] = [
  { path: '/construction', component: () => import('./standing/StandingPage.vue'), meta },
  { path: '/construction/week', component: () => import('./week/WeekPage.vue'), meta },
  { path: '/construction/reports', component: () => import('./reports/ReportPage.vue'), meta },
  { path: '/construction/hindrances', component: () => import('./hindrances/HindrancePage.vue'), meta },
  { path: '/construction/moves', component: () => import('./moves/MovesPage.vue'), meta },
  { path: '/construction/schedules', component: () => import('./week/SchedulePage.vue'), meta },
]
