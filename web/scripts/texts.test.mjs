// Both languages are complete, say the same things, and hold every text that the pages ask for.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'node:test'

const source = fileURLToPath(new URL('../src/', import.meta.url))
const read = (language) => JSON.parse(readFileSync(join(source, 'texts', `${language}.json`), 'utf8'))
const zh = flatten(read('zh'))
const en = flatten(read('en'))

function flatten(node, path = '') {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  )
}

const keys = (texts) => texts.map(([key]) => key).sort()
const holes = (text) => (text.match(/\{\w+\}/g) ?? []).sort().join()

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}

test('both languages have the same keys', () => assert.deepEqual(keys(en), keys(zh)))

test('both languages fill the same places', () => {
  const english = new Map(en)
  const differing = zh.filter(([key, text]) => holes(text) !== holes(english.get(key) ?? '')).map(([key]) => key)
  assert.deepEqual(differing, [])
})

test('no text is empty', () =>
  assert.deepEqual(
    [...zh, ...en].filter(([, text]) => text.trim() === ''),
    [],
  ))

test('every text that a page asks for exists', () => {
  const known = new Set(keys(zh))
  const missing = filesUnder(source)
    .filter((file) => /\.(vue|ts)$/.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bt\('([\w.-]+)'/g)].map((match) => match[1]))
    .filter((key) => !known.has(key))
  assert.deepEqual(missing, [])
})

test('no Chinese text stands in code', () => {
  // What is generated from the interface's document carries that document's remarks.
  const written = filesUnder(source).filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('schema.d.ts'))
  const found = written.filter((file) => /\p{Script=Han}/u.test(readFileSync(file, 'utf8')))
  assert.deepEqual(found, [])
})
