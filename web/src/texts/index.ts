import { createI18n } from 'vue-i18n'

export type Language = 'zh' | 'en'
const KEPT = 'cleanheating.language'
const loaders = { zh: () => import('./zh.json'), en: () => import('./en.json') }

export const i18n = createI18n({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  missingWarn: false,
  fallbackWarn: false,
  messages: {} as Record<string, never>,
})

export function currentLanguage(): Language {
  return i18n.global.locale.value as Language
}

export function keptLanguage(): Language {
  return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh'
}

/** Texts of single rooms, which come with the room's first page and not before. */
const ofRooms = import.meta.glob<{ default: never }>('../rooms/*/texts/*.json')
const wanted = new Set<string>()
const merged = new Set<string>()

async function merge(room: string, language: Language): Promise<void> {
  const path = `../rooms/${room}/texts/${language}.json`
  if (merged.has(path)) return
  i18n.global.mergeLocaleMessage(language, (await ofRooms[path]!()).default)
  merged.add(path)
}

/** Makes a room's texts known before its page is shown. */
export async function speakOf(room: string): Promise<void> {
  wanted.add(room)
  await merge(room, currentLanguage())
}

/** Loads a language's texts when they are first wanted, then speaks it. */
export async function speak(language: Language): Promise<void> {
  if (!i18n.global.availableLocales.includes(language as never)) {
    i18n.global.setLocaleMessage(language, (await loaders[language]()).default as never)
  }
  await Promise.all([...wanted].map((room) => merge(room, language)))
  ;(i18n.global.locale as { value: string }).value = language
  localStorage.setItem(KEPT, language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
