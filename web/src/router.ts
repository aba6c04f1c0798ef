import { createRouter, createWebHistory } from 'vue-router'
import { keepSession } from './api/http'
import { acceptanceRoutes } from './rooms/acceptance/routes'
import { accountRoutes } from './rooms/account/routes'
import { constructionRoutes } from './rooms/construction/routes'
import { deliveryRoutes } from './rooms/delivery/routes'
import { fundsRoutes } from './rooms/funds/routes'
import { ledgerRoutes } from './rooms/ledger/routes'
import { planningRoutes } from './rooms/planning/routes'
import { programmeRoutes } from './rooms/programme/routes'
import { supervisionRoutes } from './rooms/supervision/routes'
import { systemRoutes } from './rooms/system/routes'
import { firstPage } from './shell/navigation'
import { useSession } from './shell/session'
import { speakOf } from './texts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title among the texts. */
    title: string
    /** Permission without which the page is not shown. */
    need?: string
    /** There for people who have not signed in, without the frame of navigation. */
    open?: boolean
    /** There while a new password or a second factor is due. */
    beginning?: boolean
    /** Room whose own texts the page speaks. */
    texts?: string
  }
}

/** A page that a newer release has replaced is fetched afresh, once. */
window.addEventListener('vite:preloadError', () => {
  const RELOADED = 'cleanheating.reloaded'
  if (sessionStorage.getItem(RELOADED) === location.href) return
  sessionStorage.setItem(RELOADED, location.href)
  location.reload()
})

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, kept) => kept ?? (to.path === from.path ? undefined : { top: 0 }),
  routes: [
    ...programmeRoutes,
    ...ledgerRoutes,
    ...planningRoutes,
    ...deliveryRoutes,
    ...constructionRoutes,
    ...acceptanceRoutes,
    ...fundsRoutes,
    ...supervisionRoutes,
    ...systemRoutes,
    ...accountRoutes,
    { path: '/system', component: () => import('./shell/SystemPage.vue'), meta: { title: 'system.title' } },
    { path: '/:rest(.*)*', component: () => import('./shell/NotFoundPage.vue'), meta: { title: 'missing.title' } },
  ],
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  const session = useSession()
  await session.ensure()
  if (!session.account) return session.problem ? true : { path: '/sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (session.due === 'password' && to.path !== '/new-password') return { path: '/new-password', query: { to: to.fullPath } }
  if (session.due === 'second-factor' && !to.meta.beginning) return '/account'
  // Who may not see the overview begins at the first page of their own.
  if (to.path === '/' && !session.may('read-progress')) return firstPage(session.may)
  return true
})

router.beforeResolve((to) => (to.meta.texts ? speakOf(to.meta.texts) : undefined))

// Whoever goes by keyboard begins at the new page's content, not at the navigation again.
router.afterEach((to, from) => {
  if (from.matched.length && to.path !== from.path) document.getElementById('main')?.focus({ preventScroll: true })
})

keepSession({
  pageToken: () => useSession().account?.csrf_token ?? null,
  renew: () => useSession().renew(),
  refused({ code }) {
    const session = useSession()
    const here = router.currentRoute.value
    if (here.meta.open) return
    if (code === 'sign-in-needed') {
      // Asked at the very start, it only means that nobody has signed in yet; the guard above leads on.
      if (!session.account) return
      session.forget()
      void router.push({ path: '/sign-in', query: { to: here.fullPath, why: 'over' } })
    } else if (code === 'password-change-needed') void router.push({ path: '/new-password', query: { to: here.fullPath } })
    else void router.push('/account')
  },
})
