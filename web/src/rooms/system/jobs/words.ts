import { useI18n } from 'vue-i18n'
import type { Job } from '@/api/types'
import { useFormat } from '@/ui/use-format'

type Figures = Record<string, unknown>

/** What came of a job, in a sentence; each kind writes its result in its own shape. */
export function useJobWords() {
  const { t } = useI18n()
  const { count, bytes } = useFormat()
  const figure = (result: Figures, name: string) => count(Number(result[name] ?? 0))

  const sayings: Record<string, (result: Figures) => string> = {
    'import-check': (r) => t('jobs.said.checked', { rows: figure(r, 'rows'), good: count(good(r)), bad: figure(r, 'quarantined') }),
    'import-run': (r) =>
      Array.isArray(r.counties)
        ? t('jobs.said.stopped', { n: r.counties.length })
        : t('jobs.said.imported', { rows: figure(r, 'rows'), good: count(good(r)), bad: figure(r, 'quarantined') }),
    'ledger-export': (r) => t('jobs.said.exported', { n: figure(r, 'rows') }),
    'leads-sweep': (r) =>
      t('jobs.said.swept', { n: count(Object.values((r.counts ?? {}) as Record<string, number>).reduce((a, b) => a + b, 0)) }),
    verify: (r) => (r.ok ? t('jobs.said.sound', { n: figure(r, 'rows') }) : t('jobs.said.unsound', { n: figure(r, 'broken_count') })),
    'weekly-report': (r) => t('jobs.said.reported', { n: figure(r, 'counties'), day: String(r.day ?? '') }),
    'deadline-reminders': (r) => t('jobs.said.reminded', { n: figure(r, 'new_notices') }),
    backup: (r) => t('jobs.said.backedUp', { n: figure(r, 'rows'), size: bytes(Number(r.bytes ?? 0)) }),
  }
  const good = (result: Figures) => Number(result.imported ?? 0) + Number(result.updated ?? 0)

  function outcome(job: Job): string {
    const result = job.result as Figures | null
    return result ? (sayings[job.kind]?.(result) ?? '') : job.state === 'done' && job.regular ? t('jobs.said.hidden') : ''
  }

  /** The page on which the kind's own result is shown. */
  function page(job: Job): string | null {
    if (job.subject?.startsWith('import/')) return `/imports/${job.subject.slice('import/'.length)}`
    return job.kind === 'leads-sweep' && job.state === 'done' ? '/leads' : null
  }

  function took(job: Job): string {
    if (!job.started_at || !job.finished_at) return t('unit.none')
    const seconds = (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000
    return seconds < 60
      ? t('jobs.seconds', { n: seconds.toFixed(1) })
      : t('jobs.minutes', { m: Math.floor(seconds / 60), s: Math.round(seconds % 60) })
  }

  return { outcome, page, took }
}
