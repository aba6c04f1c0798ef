/** Shapes of the HTTP contract /api/v1. Money in fen, area in tenths or hundredths of a square metre as named, dates yyyy-MM-dd. */
export type * from './types-imports'
export type * from './types-ledger'
export type * from './types-programme'
