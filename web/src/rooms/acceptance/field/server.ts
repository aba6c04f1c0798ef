import type { FieldList } from './list'
import type { FieldServer } from './queue'

export async function askList(): Promise<FieldList> {
  throw new Error('not yet')
}

export const fieldServer: FieldServer = {
  begin: () => Promise.reject(new Error('not yet')),
  append: () => Promise.reject(new Error('not yet')),
  finish: () => Promise.reject(new Error('not yet')),
  submit: () => Promise.reject(new Error('not yet')),
}
