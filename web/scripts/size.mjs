// Fails when the script that the first page needs grows beyond what an office line carries in a moment.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT_KB = 350
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

/** A chunk with everything that it imports at once. */
function withImports(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) withImports(next, seen)
  return seen
}

// The overview with its map and one language: the most that a first visit fetches.
const first = ['OverviewPage.vue', 'CountyOutlines.vue', 'src/texts/zh.json', 'lang/zh-cn.mjs']
const roots = Object.keys(manifest).filter((key) => manifest[key].isEntry || first.some((end) => key.endsWith(end)))
const needed = new Set(roots.flatMap((key) => [...withImports(key)]))
const files = [...needed].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'))
const sizes = files.map((file) => ({ file, bytes: gzipSync(readFileSync(new URL(file, dist))).length }))
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000

for (const { file, bytes } of sizes.sort((a, b) => b.bytes - a.bytes)) console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}`)
console.log(`${total.toFixed(1).padStart(8)} kB  first load of the overview (limit ${LIMIT_KB} kB)`)
if (total > LIMIT_KB) process.exitCode = 1
