// What a page owes to everybody: names for whatever can be used, labels, one heading, contrast of at least 4.5 (large words 3).
// Returns a list of complaints.
() => {
  const complaints = []
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length > 0
  const describe = (element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${element.textContent.trim().slice(0, 40)}`

  const byIds = (ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
  function nameOf(element) {
    const labels = [...(element.labels ?? [])].map((label) => label.textContent).join(' ')
    const alt = element.tagName === 'IMG' ? element.alt : [...element.querySelectorAll('img')].map((image) => image.alt).join(' ')
    const words = element.tagName === 'INPUT' ? '' : element.textContent
    const byReference = element.hasAttribute('aria-labelledby') ? byIds(element.getAttribute('aria-labelledby')) : ''
    return [element.getAttribute('aria-label'), byReference, labels, words, alt, element.title].filter(Boolean).join(' ').trim()
  }

  const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=checkbox], [role=combobox], [role=img], [role=dialog]'
  for (const element of document.querySelectorAll(usable)) {
    if (element.closest('[aria-hidden=true]') || !shown(element)) continue
    if (!nameOf(element)) complaints.push(`no name: ${describe(element)}`)
  }
  for (const image of document.querySelectorAll('img:not([alt])')) complaints.push(`no alt: ${describe(image)}`)
  if (!document.documentElement.lang) complaints.push('no language')
  if (!document.title) complaints.push('no title')
  if (document.querySelectorAll('h1').length !== 1) complaints.push(`${document.querySelectorAll('h1').length} first headings`)
  if (document.querySelectorAll('main').length !== 1) complaints.push('no main part')
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) complaints.push(`id twice: ${id}`)
  for (const cell of document.querySelectorAll('thead th')) if (!cell.textContent.trim()) complaints.push('a column without a name')
  if (document.documentElement.scrollWidth > innerWidth) complaints.push(`the page is ${document.documentElement.scrollWidth} wide`)

  const numbers = (colour) => {
    const parts = colour.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0]
    const whole = colour.startsWith('color(') ? parts.slice(0, 3).map((part) => part * 255) : parts.slice(0, 3)
    return [...whole, parts[3] ?? 1]
  }
  const over = ([r, g, b, a], below) => [r, g, b].map((part, at) => part * a + below[at] * (1 - a))
  function ground(element) {
    const layers = []
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.backgroundImage !== 'none') return null
      layers.push(numbers(style.backgroundColor))
      if (layers.at(-1)[3] === 1) break
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255])
  }
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const told = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    if (!walker.currentNode.textContent.trim() || !shown(element) || element.closest('svg, [disabled], .is-disabled, [aria-disabled=true]')) continue
    const behind = ground(element)
    if (!behind) continue
    const style = getComputedStyle(element)
    const words = over(numbers(style.color), behind)
    const [high, low] = [light(words), light(behind)].sort((a, b) => b - a)
    const ratio = (high + 0.05) / (low + 0.05)
    const size = parseFloat(style.fontSize)
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5
    const complaint = `contrast ${ratio.toFixed(2)}: ${describe(element)}`
    if (ratio < least && !told.has(complaint)) {
      told.add(complaint)
      complaints.push(complaint)
    }
  }
  return complaints
}
