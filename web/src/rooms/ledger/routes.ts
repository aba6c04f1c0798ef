import type { RouteRecordRaw } from 'vue-router'

export const ledgerRoutes: RouteRecordRaw[] = [
  { path: '/ledger', component: () => import('./table/LedgerPage.vue'), meta: { need: 'read-ledger', title: 'ledger.title' } },
  {
    path: '/ledger/:id',
    component: () => import('./household/HouseholdPage.vue'),
    meta: { need: 'read-ledger', title: 'household.title' },
  },
  { path: '/imports', component: () => import('./imports/ImportsPage.vue'), meta: { need: 'import-ledger', title: 'imports.title' } },
  { path: '/imports/:id', component: () => import('./imports/ImportPage.vue'), meta: { need: 'import-ledger', title: 'imports.one' } },
  { path: '/leads', component: () => import('./leads/LeadsPage.vue'), meta: { need: 'read-leads', title: 'leads.title' } },
]
