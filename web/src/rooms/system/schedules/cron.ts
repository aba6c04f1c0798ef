/** The times that offices use, read from a Quartz expression and written as one; others stay as they are written. */
export type When = { way: 'daily' | 'weekly' | 'custom'; time: string; day: string; text: string }

export const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']

const TIMED = /^0 (\d{1,2}) (\d{1,2}) (?:\*|\?) \* (\*|\?|[A-Z]{3})$/

export function readCron(text: string): When {
  const [, minute, hour, day] = TIMED.exec(text.trim().toUpperCase()) ?? []
  const custom: When = { way: 'custom', time: '02:00', day: 'MON', text }
  if (minute === undefined || hour === undefined || day === undefined) return custom
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (DAYS.includes(day)) return { way: 'weekly', time, day, text }
  return day === '?' || day === '*' ? { way: 'daily', time, day: 'MON', text } : custom
}

export function writeCron(when: When): string {
  if (when.way === 'custom') return when.text.trim()
  const [hour, minute] = when.time.split(':').map(Number)
  return when.way === 'daily' ? `0 ${minute} ${hour} * * ?` : `0 ${minute} ${hour} ? * ${when.day}`
}
