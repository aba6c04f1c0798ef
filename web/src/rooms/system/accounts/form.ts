import { computed, reactive } from 'vue'
import type { Account, RegionLine, RoleLine } from '@/api/types'

/** What an administrator decides of an account, while it is being written. */
export function useAccountForm(roles: () => RoleLine[]) {
  const form = reactive({
    name: '',
    display_name: '',
    role: '',
    regions: [] as RegionLine[],
    credit_code: '',
    staff_number: '',
    disabled: false,
    reason: '',
  })
  const role = computed(() => roles().find((one) => one.code === form.role))
  const complete = computed(
    () =>
      form.name.trim() !== '' &&
      form.display_name.trim() !== '' &&
      !!role.value &&
      (role.value.regions !== 'needed' || form.regions.length > 0) &&
      (!role.value.credit_code || form.credit_code.trim() !== ''),
  )

  function take(account: Account) {
    Object.assign(form, {
      name: account.name,
      display_name: account.display_name,
      role: account.role,
      regions: [...account.regions],
      credit_code: account.credit_code ?? '',
      staff_number: account.staff_number ?? '',
      disabled: account.disabled,
      reason: '',
    })
  }

  /** What does not go with the role is left behind. */
  const request = () => ({
    display_name: form.display_name.trim(),
    role: form.role,
    regions: role.value?.regions === 'none' ? [] : form.regions.map((region) => region.code),
    credit_code: role.value?.credit_code ? form.credit_code.trim() : null,
    staff_number: form.staff_number.trim() || null,
    reason: form.reason.trim() || null,
  })
  return { form, role, complete, take, request }
}
export type AccountForm = ReturnType<typeof useAccountForm>
