// Both languages are complete, say the same things, and hold every text that the pages ask for.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'node:test'

const source = fileURLToPath(new URL('../src/', import.meta.url))
// The application's texts: its own and what rooms add to them. The field application stands alone, with texts of its own.
const rooms = join(source, 'rooms')
const field = join(rooms, 'acceptance/field')
const ofRooms = readdirSync(rooms)
  .map((room) => join(rooms, room, 'texts'))
  .filter((folder) => existsSync(folder))
const read = (language, folders) => folders.flatMap((folder) => flatten(JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'))))
const sets = [
  {
    name: 'application',
    folders: [join(source, 'texts'), ...ofRooms],
    files: filesUnder(source).filter((file) => !file.startsWith(field)),
  },
  { name: 'field application', folders: [join(field, 'texts')], files: existsSync(field) ? filesUnder(field) : [] },
].map((set) => ({ ...set, zh: read('zh', set.folders), en: read('en', set.folders) }))

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

for (const { name, zh, en, files } of sets) {
  test(`${name}: both languages have the same keys, each once`, () => {
    assert.deepEqual(keys(en), keys(zh))
    assert.equal(new Set(keys(zh)).size, zh.length)
  })

  test(`${name}: both languages fill the same places`, () => {
    const english = new Map(en)
    const differing = zh.filter(([key, text]) => holes(text) !== holes(english.get(key) ?? '')).map(([key]) => key)
    assert.deepEqual(differing, [])
  })

  test(`${name}: no text is empty`, () =>
    assert.deepEqual(
      [...zh, ...en].filter(([, text]) => text.trim() === ''),
      [],
    ))

  test(`${name}: every text that a page asks for exists`, () => {
    const known = new Set(keys(zh))
    const missing = files
      .filter((file) => /\.(vue|ts)$/.test(file))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bt\('([\w.-]+)'/g)].map((match) => match[1]))
      .filter((key) => !known.has(key))
    assert.deepEqual(missing, [])
  })
}

test('no Chinese text stands in code', () => {
  // What is generated from the interface's document carries that document's remarks.
  const written = filesUnder(source).filter((file) => /\.(vue|ts)$/.test(file) && !file.endsWith('schema.d.ts'))
  const found = written.filter((file) => /\p{Script=Han}/u.test(readFileSync(file, 'utf8')))
  assert.deepEqual(found, [])
})
