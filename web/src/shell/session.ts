import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { accountApi, signInApi } from '@/api/account'
import { Problem } from '@/api/problem'
import type { OwnAccount } from '@/api/types'

/** Who is signed in and what they may do. What is shown follows it; what is allowed the server decides anew each time. */
export const useSession = defineStore('session', () => {
  const account = shallowRef<OwnAccount | null>(null)
  /** Why nobody knows who is signed in: the server could not be reached. */
  const problem = shallowRef<Problem | null>(null)
  let coming: Promise<void> | null = null

  async function read() {
    try {
      account.value = await accountApi.own()
      problem.value = null
    } catch (error) {
      const found = Problem.of(error)
      if (found.status === 401) account.value = null
      problem.value = found.status === 401 ? null : found
      coming = null
    }
  }

  /** Asks once; `anew` asks again, after something of the account has changed. */
  const ensure = (anew = false) => (anew || !coming ? (coming = read()) : coming)

  async function renew() {
    const before = account.value?.id
    await ensure(true)
    return account.value !== null && account.value.id === before
  }

  function forget() {
    account.value = null
    coming = null
  }

  const permissions = computed(() => new Set(account.value?.permissions ?? []))
  const may = (permission: string) => permissions.value.has(permission)
  /** What must be done before anything else is allowed. */
  const due = computed(() =>
    account.value?.must_change_password
      ? 'password'
      : account.value?.second_factor.required && !account.value.second_factor.on && !account.value.demo
        ? 'second-factor'
        : null,
  )

  /** Whether one answers for all of a region: it is one's own or lies within it. */
  const covers = (code: string) =>
    !!account.value &&
    (account.value.whole_city || account.value.regions.some((region) => code.startsWith(region.code.replace(/(000){1,2}$/, ''))))
  /** The one region that somebody answers for, where there is only one. */
  const home = computed(() => (account.value?.regions.length === 1 ? account.value.regions[0] : undefined))

  async function signOut() {
    await signInApi.signOut().catch(() => undefined)
    // A fresh page: nothing of one person's stays in the memory for the next.
    location.assign('/sign-in')
  }

  return { account, problem, due, home, ensure, renew, forget, may, covers, signOut }
})
