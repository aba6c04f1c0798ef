import type { RouteRecordRaw } from 'vue-router'

const meta = (title: string, need = 'read-delivery') => ({ need, title, texts: 'delivery' })

export const deliveryRoutes: RouteRecordRaw[] = [
  { path: '/projects', component: () => import('./projects/ProjectsPage.vue'), meta: meta('projects.title') },
  { path: '/projects/leads', component: () => import('./leads/DeliveryLeadsPage.vue'), meta: meta('deliveryLeads.title', 'read-leads') },
  { path: '/projects/:id', component: () => import('./projects/ProjectPage.vue'), meta: meta('projects.one') },
  { path: '/enterprises', component: () => import('./firms/FirmsPage.vue'), meta: meta('firms.title') },
  { path: '/enterprises/:id', component: () => import('./firms/FirmPage.vue'), meta: meta('firms.one') },
  { path: '/equipment', component: () => import('./equipment/EquipmentPage.vue'), meta: meta('equipment.title') },
]
