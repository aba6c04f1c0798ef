import type { RouteRecordRaw } from 'vue-router'

const meta = (title: string, need = 'read-funds') => ({ need, title, texts: 'funds' })

export const fundsRoutes: RouteRecordRaw[] = [
  { path: '/funds', component: () => import('./overview/FundsPage.vue'), meta: meta('funds.title') },
  { path: '/funds/rights', component: () => import('./rights/RightsPage.vue'), meta: meta('funds.rights.title') },
  { path: '/funds/claims', component: () => import('./rights/ClaimsPage.vue'), meta: meta('funds.claims.title') },
  { path: '/funds/households/:id', component: () => import('./explain/ExplainPage.vue'), meta: meta('funds.why.title') },
  { path: '/funds/parameters', component: () => import('./parameters/ParametersPage.vue'), meta: meta('funds.parameters.title') },
  { path: '/payments', component: () => import('./payments/PaymentsPage.vue'), meta: meta('funds.payments.title') },
  { path: '/payments/:id', component: () => import('./payments/PaymentPage.vue'), meta: meta('funds.payments.one') },
  { path: '/payments/:id/notice', component: () => import('./payments/NoticePage.vue'), meta: meta('funds.notice.title') },
  { path: '/season', component: () => import('./season/SeasonPage.vue'), meta: meta('funds.season.title', 'import-season') },
]
