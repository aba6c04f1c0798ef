import { createApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import FieldApp from './FieldApp.vue'
import { begin } from './field'
import InspectPage from './pages/InspectPage.vue'
import QueuePage from './pages/QueuePage.vue'
import TodayPage from './pages/TodayPage.vue'
import { i18n } from './texts'
import { watchForUpdates } from './updates'
import '@/styles/base.css'
import './field.css'

const router = createRouter({
  history: createWebHistory('/field/'),
  routes: [
    { path: '/', name: 'today', component: TodayPage },
    { path: '/households/:id', name: 'inspect', component: InspectPage, props: true },
    { path: '/queue', name: 'queue', component: QueuePage },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
  scrollBehavior: (to, from, kept) => kept ?? (to.path === from.path ? undefined : { top: 0 }),
})

await begin()
createApp(FieldApp).use(router).use(i18n).mount('#app')
watchForUpdates()
