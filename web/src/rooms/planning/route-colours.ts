/** One colour for each route, everywhere in planning; what is not chosen is grey. */
const COLOURS: Record<string, string> = {
  'air-source-heat-pump': '#1c6e8c',
  'air-to-air-heat-pump': '#4aa3c4',
  'ground-source-heat-pump': '#2f7d4f',
  'gas-wall-boiler': '#d9822b',
  'carbon-crystal': '#8e5ea2',
  convector: '#b0799a',
  'district-heating': '#b23a48',
}
export const NOT_CHOSEN = '#c9d1d6'
export const colourOf = (route: string | null) => (route ? (COLOURS[route] ?? '#5b6b75') : NOT_CHOSEN)
