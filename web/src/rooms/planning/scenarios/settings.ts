import type { ScenarioSettings } from '@/api/planning'

/** Seasons of running cost that count where nobody says otherwise: as the server has it. */
const USUAL_SEASONS = 5

export const emptySettings = (): ScenarioSettings => ({
  targets: {},
  budgets: {},
  prices: {},
  need_weight: 0,
  willingness_weight: 0,
  contiguity: 100,
  carbon_price: 0,
  running_seasons: USUAL_SEASONS,
  in: [],
  out: [],
  barred: [],
  least_willingness: 0,
})
