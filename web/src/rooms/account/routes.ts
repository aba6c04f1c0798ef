import type { RouteRecordRaw } from 'vue-router'

export const accountRoutes: RouteRecordRaw[] = [
  { path: '/sign-in', component: () => import('./sign-in/SignInPage.vue'), meta: { open: true, title: 'signIn.title' } },
  { path: '/set-up', component: () => import('./links/SetUpPage.vue'), meta: { open: true, title: 'setUp.title' } },
  { path: '/set-password', component: () => import('./links/SetPasswordPage.vue'), meta: { open: true, title: 'setPassword.title' } },
  { path: '/new-password', component: () => import('./links/NewPasswordPage.vue'), meta: { beginning: true, title: 'newPassword.title' } },
  { path: '/account', component: () => import('./own/OwnAccountPage.vue'), meta: { beginning: true, title: 'account.title' } },
]
