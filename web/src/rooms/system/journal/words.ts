import { useI18n } from 'vue-i18n'
import { ledgerApi } from '@/api/ledger'
import { useSession } from '@/shell/session'
import { useCounties } from '@/ui/counties'
import { useLoad } from '@/ui/use-load'

/** What the journal can be narrowed to; a kind that a newer room brings can still be typed. */
export const PROCESSES = [
  'ledger-import',
  'ledger-export',
  'journal-export',
  'household-reveal',
  'leads-sweep',
  'target-hand-down',
  'target-transfer',
  'programme-load',
  'map-import',
  'outstanding-recount',
  'sign-in',
  'account-add',
  'account-change',
  'account-unlock',
  'password-change',
  'password-reset',
  'second-factor',
  'sessions-ended',
  'token',
]
export const ACTIONS = [
  'created',
  'updated',
  'deleted',
  'looked-at',
  'exported',
  'revealed',
  'loaded',
  'replaced',
  'recounted',
  'signed-in',
  'hand-down',
  'transfer',
]

/** The journal's own words in those of the reader; a word that is not known stands for itself. */
export function useJournalWords() {
  const { t, te } = useI18n()
  const counties = useCounties()
  void counties.ensure()
  // The security officer sees no business data, and so has no use for the ledger's columns.
  const columns = useLoad(ledgerApi.columns, useSession().may('read-ledger'))
  const word = (group: string, code: string) => (te(`journal.${group}.${code}`) ? t(`journal.${group}.${code}`) : code)

  return {
    process: (code: string) => word('processes', code),
    action: (code: string) => word('actions', code),
    target: (code: string) => word('targets', code),
    field: (code: string) => columns.data.value?.columns.find((column) => column.key === code)?.name ?? word('fields', code),
    county: (code: number) => (code === 0 ? t('journal.city') : counties.nameOf(code)),
  }
}
export type JournalWords = ReturnType<typeof useJournalWords>
