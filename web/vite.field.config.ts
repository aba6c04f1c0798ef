import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const WORKER = 'sw.js'

/** Writes into the service worker which files the application is made of, and a version that changes when any of them does. */
function precache(): Plugin {
  return {
    name: 'precache',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[WORKER]
        if (worker?.type !== 'chunk') this.error('The service worker was not built.')
        const hash = createHash('sha256')
        const built = Object.values(bundle).filter((file) => file.fileName !== WORKER)
        for (const file of built) hash.update(file.fileName).update(file.type === 'chunk' ? file.code : file.source)
        const own = readdirSync(here('./field/public'))
        for (const name of own) hash.update(name).update(readFileSync(here(`./field/public/${name}`)))
        const files = [...built.map((file) => file.fileName), ...own].map((name) => `/field/${name === 'index.html' ? '' : name}`)
        const filled = worker.code
          .replace(/["'`]__FILES__["'`]/, JSON.stringify(files.sort()))
          .replace('__VERSION__', hash.digest('hex').slice(0, 16))
        if (/__\w+__/.test(filled)) this.error('The service worker knows neither its files nor its version.')
        worker.code = filled
      },
    },
  }
}

/** The field application: small, installable, and whole without a signal. It stands below /field/ of the same origin. */
export default defineConfig({
  root: here('./field'),
  base: '/field/',
  publicDir: 'public',
  plugins: [vue(), precache()],
  define: {
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __VUE_OPTIONS_API__: false,
  },
  resolve: { alias: { '@': here('./src') } },
  server: { proxy: { '/api': 'http://127.0.0.1:5080' } },
  build: {
    target: 'es2022',
    outDir: here('./dist/field'),
    emptyOutDir: true,
    rollupOptions: {
      input: { field: here('./field/index.html'), sw: here('./src/rooms/acceptance/field/worker.ts') },
      output: { entryFileNames: (chunk) => (chunk.name === 'sw' ? WORKER : 'assets/[name]-[hash].js') },
    },
  },
})
