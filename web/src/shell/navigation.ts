import {
  Aim,
  AlarmClock,
  Box,
  CircleCheck,
  DataAnalysis,
  DocumentChecked,
  Download,
  Files,
  Finished,
  List,
  Connection,
  Guide,
  Location,
  Memo,
  Money,
  Monitor,
  Notebook,
  OfficeBuilding,
  Operation,
  Stamp,
  Sunny,
  Tickets,
  TrendCharts,
  Upload,
  User,
  View,
  Wallet,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'

export interface Entry {
  path: string
  /** Permission without which the entry is not shown. */
  need?: string
  title: string
  icon: Component
}
export interface Group {
  title: string
  entries: Entry[]
}

/** The pages by the work they serve. Titles are keys among the texts. */
export const navigation: Group[] = [
  {
    title: 'nav.push',
    entries: [
      { path: '/', need: 'read-progress', title: 'overview.title', icon: DataAnalysis },
      { path: '/targets', need: 'read-programme', title: 'targets.title', icon: Aim },
      { path: '/responsibility', need: 'read-programme', title: 'responsibility.title', icon: DocumentChecked },
      { path: '/reports', need: 'read-reports', title: 'reports.title', icon: Stamp },
    ],
  },
  {
    title: 'nav.ledger',
    entries: [
      { path: '/ledger', need: 'read-ledger', title: 'ledger.title', icon: Notebook },
      { path: '/imports', need: 'import-ledger', title: 'imports.title', icon: Upload },
      { path: '/acceptance', need: 'read-acceptance', title: 'nav.acceptanceList', icon: Finished },
      { path: '/leads', need: 'read-leads', title: 'leads.title', icon: View },
    ],
  },
  {
    title: 'nav.plan',
    entries: [
      { path: '/planning', need: 'read-planning', title: 'nav.scenarios', icon: Guide },
      { path: '/supply', need: 'read-planning', title: 'nav.supply', icon: Connection },
      { path: '/projects', need: 'read-delivery', title: 'nav.projects', icon: Files },
      { path: '/enterprises', need: 'read-delivery', title: 'nav.enterprises', icon: OfficeBuilding },
      { path: '/equipment', need: 'read-delivery', title: 'nav.equipment', icon: Box },
      { path: '/construction', need: 'read-delivery', title: 'nav.construction', icon: TrendCharts },
    ],
  },
  {
    title: 'nav.funds',
    entries: [
      { path: '/funds', need: 'read-funds', title: 'nav.fundsOverview', icon: Wallet },
      { path: '/payments', need: 'read-funds', title: 'nav.payments', icon: Money },
      { path: '/funds/parameters', need: 'read-funds', title: 'nav.parameters', icon: Operation },
      { path: '/season', need: 'import-season', title: 'nav.season', icon: Sunny },
    ],
  },
  {
    title: 'nav.basis',
    entries: [
      { path: '/programme', need: 'read-programme', title: 'programme.title', icon: Tickets },
      { path: '/map', need: 'change-map', title: 'map.title', icon: Location },
    ],
  },
  {
    title: 'nav.system',
    entries: [
      { path: '/accounts', need: 'manage-accounts', title: 'accounts.title', icon: User },
      { path: '/journal', need: 'read-journal', title: 'journal.title', icon: Memo },
      { path: '/exports', need: 'read-exports', title: 'exports.title', icon: Download },
      { path: '/verify', need: 'verify', title: 'verify.title', icon: CircleCheck },
      { path: '/jobs', need: 'read-jobs', title: 'jobs.title', icon: List },
      { path: '/schedules', need: 'change-schedules', title: 'schedules.title', icon: AlarmClock },
      { path: '/system', title: 'system.title', icon: Monitor },
    ],
  },
]

type May = (permission: string) => boolean

/** The groups with what somebody may see of them. */
export const seenBy = (may: May): Group[] =>
  navigation
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => !entry.need || may(entry.need)) }))
    .filter((group) => group.entries.length)

/** Where somebody's work begins: at the overview, else at their households, else at the first page that is theirs. */
export function firstPage(may: May): string {
  const paths = seenBy(may).flatMap((group) => group.entries.map((entry) => entry.path))
  return ['/', '/ledger'].find((path) => paths.includes(path)) ?? paths[0] ?? '/account'
}
