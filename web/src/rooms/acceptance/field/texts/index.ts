import { createI18n } from 'vue-i18n'
import en from './en.json'
import zh from './zh.json'

export type Language = 'zh' | 'en'
const KEPT = 'cleanheating.language'

/** Both languages lie in the application: there may be no line to fetch the other one by. */
export const i18n = createI18n({ legacy: false, locale: 'zh', fallbackLocale: 'zh', messages: { zh, en } })

export const currentLanguage = () => i18n.global.locale.value as Language

export function speak(language: Language): void {
  i18n.global.locale.value = language
  localStorage.setItem(KEPT, language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = i18n.global.t('title')
}

speak(localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh')
