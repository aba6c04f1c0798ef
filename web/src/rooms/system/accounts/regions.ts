import type { Account, RoleLine } from '@/api/types'

const MOST = 3

/** Where an account's role holds, in a few words. */
export function regionNames(
  account: Account,
  roles: RoleLine[] | undefined,
  t: (key: string, values?: Record<string, unknown>) => string,
): string {
  const names = account.regions.map((region) => region.name || region.code)
  if (account.credit_code) return account.credit_code
  if (names.length > MOST) return t('account.regionsMore', { name: names.slice(0, MOST).join(t('unit.comma')), n: names.length })
  if (names.length) return names.join(t('unit.comma'))
  const kind = roles?.find((role) => role.code === account.role)?.regions
  return kind === 'optional' ? t('account.wholeCity') : t('unit.none')
}
