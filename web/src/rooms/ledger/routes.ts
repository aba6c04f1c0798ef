import type { RouteRecordRaw } from 'vue-router'

export const ledgerRoutes: RouteRecordRaw[] = [
  { path: '/ledger', component: () => import('./table/LedgerPage.vue'), meta: { title: 'ledger.title' } },
  { path: '/ledger/:id', component: () => import('./household/HouseholdPage.vue'), meta: { title: 'household.title' } },
  { path: '/imports', component: () => import('./imports/ImportsPage.vue'), meta: { title: 'imports.title' } },
  { path: '/imports/:id', component: () => import('./imports/ImportPage.vue'), meta: { title: 'imports.one' } },
  { path: '/leads', component: () => import('./leads/LeadsPage.vue'), meta: { title: 'leads.title' } },
]
