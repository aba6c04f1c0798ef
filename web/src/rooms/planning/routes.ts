import type { RouteRecordRaw } from 'vue-router'

const meta = (title: string) => ({ need: 'read-planning', title, texts: 'planning' })

export const planningRoutes: RouteRecordRaw[] = [
  { path: '/planning', component: () => import('./scenarios/PlanningPage.vue'), meta: meta('nav.scenarios') },
  { path: '/planning/compare', component: () => import('./scenarios/ComparePage.vue'), meta: meta('nav.scenarios') },
  { path: '/planning/scenarios/:id', component: () => import('./scenarios/ScenarioPage.vue'), meta: meta('nav.scenarios') },
  { path: '/planning/plans/:id', component: () => import('./plans/PlanPage.vue'), meta: meta('nav.scenarios') },
  {
    path: '/planning/leads',
    component: () => import('./plans/RouteLeadsPage.vue'),
    meta: { ...meta('nav.scenarios'), need: 'read-leads' },
  },
  { path: '/supply', component: () => import('./supply/SupplyPage.vue'), meta: meta('nav.supply') },
]
