/** Element Plus's own words, loaded for the language in use only. */
export async function elementTexts(language: string): Promise<object> {
  const texts = language === 'en' ? await import('element-plus/es/locale/lang/en') : await import('element-plus/es/locale/lang/zh-cn')
  return texts.default
}
