import type { HouseholdFile } from '@/api/types'

export type FieldKind = 'text' | 'number' | 'date' | 'route' | 'result' | 'personal'

/** The fields that can be corrected, in the groups of the household's file, and how each is typed. */
export const GROUPS: { key: string; fields: [string, FieldKind][] }[] = [
  {
    key: 'person',
    fields: [
      ['head', 'text'],
      ['identity', 'personal'],
      ['phone', 'personal'],
      ['account', 'personal'],
      ['hardship', 'text'],
    ],
  },
  {
    key: 'retrofit',
    fields: [
      ['route', 'route'],
      ['rooms', 'number'],
      ['area', 'number'],
      ['enterprise', 'text'],
      ['credit_code', 'text'],
      ['contract', 'text'],
    ],
  },
  {
    key: 'equipment',
    fields: [
      ['brand', 'text'],
      ['model', 'text'],
      ['serial', 'text'],
      ['rated_power', 'number'],
      ['utility_account', 'text'],
    ],
  },
  {
    key: 'progress',
    fields: [
      ['started', 'date'],
      ['completed', 'date'],
      ['accepted', 'date'],
      ['result', 'result'],
      ['paid', 'number'],
      ['note', 'text'],
    ],
  },
]

const hundredths = (value: number | null) => (value === null ? '' : (value / 100).toFixed(2))

/** What stands now, as it is typed. Personal numbers stand masked and are only typed anew. */
export function valuesOf({ household: h }: HouseholdFile): Record<string, string> {
  return {
    head: h.head,
    identity: '',
    phone: '',
    account: '',
    hardship: h.hardship ?? '',
    route: h.route,
    rooms: String(h.rooms),
    area: h.area_hundredths ? hundredths(h.area_hundredths) : '',
    enterprise: h.enterprise ?? '',
    credit_code: h.credit_code ?? '',
    contract: h.contract ?? '',
    brand: h.brand ?? '',
    model: h.model ?? '',
    serial: h.serial ?? '',
    rated_power: hundredths(h.rated_power_hundredths),
    utility_account: h.utility_account ?? '',
    started: h.started ?? '',
    completed: h.completed ?? '',
    accepted: h.accepted ?? '',
    result: h.result ?? '',
    paid: h.paid_fen ? hundredths(h.paid_fen) : '',
    note: h.note ?? '',
  }
}

/** Personal numbers as they are shown. */
export const maskedOf = ({ household: h }: HouseholdFile): Record<string, string> => ({
  identity: h.identity,
  phone: h.phone ?? '',
  account: h.account ?? '',
})
