/** A browser's own words about itself, as a person would say them: its name and the system it runs on. */
export function deviceName(words: string | null): string {
  if (!words) return ''
  const browser = /Edg\//.test(words)
    ? 'Edge'
    : /Firefox\//.test(words)
      ? 'Firefox'
      : /Chrom(e|ium)\//.test(words)
        ? 'Chrome'
        : /Safari\//.test(words)
          ? 'Safari'
          : ''
  const system = /Windows/.test(words)
    ? 'Windows'
    : /Android/.test(words)
      ? 'Android'
      : /iPhone|iPad/.test(words)
        ? 'iOS'
        : /Mac OS X/.test(words)
          ? 'macOS'
          : /Linux/.test(words)
            ? 'Linux'
            : ''
  return [browser, system].filter(Boolean).join(' · ') || words.slice(0, 40)
}
