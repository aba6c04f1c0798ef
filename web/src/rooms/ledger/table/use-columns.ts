import { computed, ref } from 'vue'
import { ledgerApi } from '@/api/ledger'
import type { LedgerColumn } from '@/api/types'
import { useLoad } from '@/ui/use-load'

const KEPT = 'cleanheating.ledger.columns'

function kept(): string[] | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEPT) ?? 'null')
    return Array.isArray(value) ? value.filter((key) => typeof key === 'string') : null
  } catch {
    return null
  }
}

/** The columns a person wants to see, remembered in this browser; until somebody chooses, the server's own choice. */
export function useColumns() {
  const { data, problem, loading, reload } = useLoad(ledgerApi.columns)
  const chosen = ref(kept())
  const all = computed<LedgerColumn[]>(() => data.value?.columns ?? [])
  // A column that a newer release no longer has is not asked for.
  const wanted = computed(() => all.value.filter((column) => chosen.value?.includes(column.key)))
  const keys = computed({
    get: () => (wanted.value.length ? wanted.value : all.value.filter((column) => column.default)).map((column) => column.key),
    set: (next: string[]) => {
      chosen.value = next
      localStorage.setItem(KEPT, JSON.stringify(next))
    },
  })
  const shown = computed(() => all.value.filter((column) => keys.value.includes(column.key)))
  function reset() {
    chosen.value = null
    localStorage.removeItem(KEPT)
  }
  return { all, keys, shown, problem, loading, reload, reset }
}
