// The types of the interface are those that its committed document gives, and not an older one's.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'node:test'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

test('the types agree with the document of the interface (npm run types brings them up to date)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'types-'))
  try {
    const fresh = join(folder, 'schema.d.ts')
    const generator = here('../node_modules/openapi-typescript/bin/cli.js')
    execFileSync(process.execPath, [generator, here('../../docs/api/openapi.json'), '--output', fresh], { stdio: 'pipe' })
    assert.equal(readFileSync(here('../src/api/schema.d.ts'), 'utf8'), readFileSync(fresh, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
