import type { RouteRecordRaw } from 'vue-router'

const meta = (title: string, need = 'read-acceptance') => ({ need, title, texts: 'acceptance' })

export const acceptanceRoutes: RouteRecordRaw[] = [
  { path: '/acceptance', component: () => import('./list/AcceptancesPage.vue'), meta: meta('acceptance.title') },
  { path: '/acceptance/households/:id', component: () => import('./household/ChainPage.vue'), meta: meta('acceptance.chain.title') },
  { path: '/acceptance/batches', component: () => import('./batches/BatchesPage.vue'), meta: meta('acceptance.batches.title') },
  { path: '/acceptance/batches/:id', component: () => import('./batches/BatchPage.vue'), meta: meta('acceptance.batches.one') },
  { path: '/acceptance/rectifications', component: () => import('./mend/RectificationsPage.vue'), meta: meta('acceptance.mend.title') },
  { path: '/acceptance/inspectors', component: () => import('./inspectors/InspectorsPage.vue'), meta: meta('acceptance.inspectors.title') },
  {
    path: '/acceptance/leads',
    component: () => import('./leads/AcceptanceLeadsPage.vue'),
    meta: meta('acceptance.leads.title', 'read-leads'),
  },
]
