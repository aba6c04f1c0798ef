import type { RouteRecordRaw } from 'vue-router'

export const programmeRoutes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./overview/OverviewPage.vue'), meta: { title: 'overview.title' } },
  { path: '/progress', component: () => import('./progress/ProgressPage.vue'), meta: { title: 'progress.title' } },
  { path: '/targets', component: () => import('./targets/TargetsPage.vue'), meta: { title: 'targets.title' } },
  { path: '/responsibility', component: () => import('./responsibility/ResponsibilityPage.vue'), meta: { title: 'responsibility.title' } },
  { path: '/programme', component: () => import('./definition/ProgrammePage.vue'), meta: { title: 'programme.title' } },
  { path: '/map', component: () => import('./map/MapImportPage.vue'), meta: { title: 'map.title' } },
]
