/** Yuan as a person types them, with at most two places, as whole fen; null where it is no amount. */
export function fenOf(text: string): number | null {
  const found = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(',', ''))
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null
}

export const today = () => new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })
