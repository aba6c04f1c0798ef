/** Names for the shapes that the server's own description gives. Money in fen, areas in the unit that a field's name ends with, dates yyyy-MM-dd. */
import type { components } from './schema'

type Schemas = components['schemas']

export type SystemInfo = Schemas['SystemAnswer']
export type Region = Schemas['RegionAnswer']

export type Programme = Schemas['ProgrammeAnswer']
export type ProgrammeVersion = Schemas['VersionAnswer']
export type Technology = Schemas['Technology']
export type BannedDevice = Schemas['BannedDevice']
export type Subsidy = Schemas['Subsidy']
export type Parameter = Schemas['ParameterAnswer']
export type Annex = Schemas['AnnexAnswer']
export type Clause = Schemas['PlanClause']

export type Overview = Schemas['OverviewAnswer']
export type Progress = Schemas['ProgressAnswer']
/** One region's progress. The counts are cumulative: what is completed is also counted as started. */
export type ProgressRow = Schemas['ProgressRow']
export type QuarantineLine = Schemas['QuarantineLine']
export type MapMatch = Schemas['OutlineImport']

/** What a target counts: rural households, or urban area in hundredths of a square metre. */
export type Measure = 'households' | 'area'
export type Targets = Schemas['TargetAnswer']
export type TargetNode = Schemas['TargetNodeAnswer']
export type TargetAct = Schemas['TargetActAnswer']
export type TargetProposal = Schemas['ProposalAnswer']
export type HandDown = Schemas['HandDownRequest']
export type Transfer = Schemas['TransferRequest']

export type LedgerColumn = Schemas['LedgerColumn']
export type LedgerRow = Schemas['LedgerRow']
export type LedgerPage = Schemas['LedgerPage']
export type CodeText = Schemas['CodeLine']
export type HouseholdFile = Schemas['HouseholdFile']
export type TimelineEntry = Schemas['FileEvent']
export type Corrected = Schemas['CorrectedHousehold']
/** Null takes a value away; the description can't say so of a dictionary's values. */
export type Correction = Omit<Schemas['CorrectionRequest'], 'fields'> & { fields: Record<string, string | null> }
export type HouseholdMove = Schemas['MoveRequest']
export type Leads = Schemas['LeadsAnswer']
export type Lead = Schemas['Lead']
export type LeadHousehold = Schemas['LeadHousehold']

/** Where a job stands; the description knows it as text only. */
export type JobState = 'queued' | 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled' | 'interrupted'
export type Job = Schemas['JobAnswer'] & { state: JobState }
export type JobEvent = Schemas['JobEvent'] & { state: JobState }
export type JobProgress = Schemas['JobProgress']
export type JobPage = { jobs: Job[]; next: string | null }
export type Schedule = Schemas['ScheduleAnswer'] & { last: Job | null }
export type ScheduleChange = Schemas['ScheduleRequest']
export type Notice = Schemas['NoticeAnswer']
export type NoticePage = Schemas['NoticePage']

/** What kinds of jobs come to; each writes its result in its own shape. */
export interface Verification {
  ok: boolean
  rows: number
  counters_ok: boolean
  journal_ok: boolean
  broken_count: number
  broken: { table: string; key: string; what: string }[]
}
export type SweepCounts = { swept_at: string; counts: Record<string, number> }

/** Where an import stands; the description knows it as text only. */
export type ImportState = 'understood' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'interrupted'
export type ImportJob = Schemas['ImportJob'] & { state: ImportState }
export type ImportLine = Schemas['ImportLine'] & { state: ImportState }
export type ImportEvent = Schemas['ImportEvent'] & { state: ImportState }
export type ImportProgress = Schemas['JobProgress']
export type ImportResult = Schemas['ImportAnswer']
export type UnderstoodFile = Schemas['UnderstoodFile']
export type UnderstoodSheet = Schemas['UnderstoodSheet']
export type RefusalPage = Schemas['RefusalPage']

/** What stands now, beside what was wanted, when somebody else wrote first. */
export type Conflict = NonNullable<Schemas['Problem']['current']>
export type ConflictField = Conflict['fields'][number]

export type ReportState = 'draft' | 'submitted' | 'returned' | 'accepted' | 'locked'
export type ReportAct = 'refresh' | 'submit' | 'return' | 'accept' | 'lock' | 'correct'
export type FigureSet = Schemas['FigureSet']
export type FigureKey = keyof FigureSet
export type ReportLine = Schemas['ReportLine'] & { state: ReportState }
export type ReportPage = { rows: ReportLine[]; next: string | null }
export type Report = Schemas['ReportAnswer'] & { report: ReportLine; acts: ReportAct[] }
export type ReportPart = Schemas['PartLine'] & { state: ReportState | null }
export type ReportDifference = Schemas['DifferenceLine']
export type ReportStep = Schemas['StepLine'] & { state: ReportState }
export type ReportCorrection = Schemas['CorrectionLine']
export type ReportCorrectionPage = Schemas['CorrectionPage']
export type ReportPrint = Schemas['PrintAnswer']
export type FigureCorrection = Schemas['CorrectReportRequest']
export type RevealedHousehold = Schemas['RevealedHousehold']

export type JournalPage = Schemas['JournalPage']
export type JournalLine = Schemas['JournalLine']
export type ExportPage = Schemas['ExportPage']
export type ExportLine = Schemas['ExportLine']

export type SignInWays = Schemas['WaysAnswer']
export type SignInState = Schemas['SignInState']
export type LinkPurpose = Schemas['LinkAnswer']
export type SetUpRequest = Schemas['SetUpRequest']
export type SetUpState = Schemas['SetUpState']
export type OwnAccount = Schemas['OwnAccountAnswer']
export type Session = Schemas['SessionAnswer']
export type Sessions = Schemas['SessionsAnswer']
export type Token = Schemas['TokenAnswer']
export type Tokens = Schemas['TokensAnswer']
export type TokenRequest = Schemas['TokenRequest']
export type NewToken = Schemas['NewTokenAnswer']
export type SecondFactorSetUp = Schemas['SecondFactorSetUp']
export type RecoveryCodes = Schemas['RecoveryCodesAnswer']

export type Account = Schemas['AccountAnswer']
export type Accounts = Schemas['AccountsAnswer']
export type AccountAdd = Schemas['AccountAddRequest']
export type AccountChange = Schemas['AccountChangeRequest']
export type AccountLink = Schemas['AccountLinkAnswer']
export type RoleLine = Schemas['RoleLine']
export type RegionLine = Schemas['RegionLine']
