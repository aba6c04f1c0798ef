import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'
import { i18n, keptLanguage, speak } from './texts'
import './styles/base.css'
import './styles/element.css'
import './styles/tables.css'
import './styles/panels.css'
import './styles/print.css'

// The texts come first, so that no page shows a key for a moment.
await speak(keptLanguage())
createApp(App).use(createPinia()).use(router).use(i18n).mount('#app')
