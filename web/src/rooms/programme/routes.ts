import type { RouteRecordRaw } from 'vue-router'

export const programmeRoutes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./overview/OverviewPage.vue'), meta: { need: 'read-progress', title: 'overview.title' } },
  { path: '/progress', component: () => import('./progress/ProgressPage.vue'), meta: { need: 'read-progress', title: 'progress.title' } },
  { path: '/targets', component: () => import('./targets/TargetsPage.vue'), meta: { need: 'read-programme', title: 'targets.title' } },
  {
    path: '/responsibility',
    component: () => import('./responsibility/ResponsibilityPage.vue'),
    meta: { need: 'read-programme', title: 'responsibility.title' },
  },
  {
    path: '/programme',
    component: () => import('./definition/ProgrammePage.vue'),
    meta: { need: 'read-programme', title: 'programme.title' },
  },
  { path: '/map', component: () => import('./map/MapImportPage.vue'), meta: { need: 'change-map', title: 'map.title' } },
]
