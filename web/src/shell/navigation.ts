import { Aim, DataAnalysis, DocumentChecked, Location, Monitor, Notebook, Stamp, Tickets, Upload, View } from '@element-plus/icons-vue'
import type { Component } from 'vue'

export interface Entry {
  path: string
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
      { path: '/', title: 'overview.title', icon: DataAnalysis },
      { path: '/targets', title: 'targets.title', icon: Aim },
      { path: '/responsibility', title: 'responsibility.title', icon: DocumentChecked },
      { path: '/reports', title: 'reports.title', icon: Stamp },
    ],
  },
  {
    title: 'nav.ledger',
    entries: [
      { path: '/ledger', title: 'ledger.title', icon: Notebook },
      { path: '/imports', title: 'imports.title', icon: Upload },
      { path: '/leads', title: 'leads.title', icon: View },
    ],
  },
  {
    title: 'nav.basis',
    entries: [
      { path: '/programme', title: 'programme.title', icon: Tickets },
      { path: '/map', title: 'map.title', icon: Location },
      { path: '/system', title: 'system.title', icon: Monitor },
    ],
  },
]
