/** Where somebody wanted to go before they were asked who they are; never to another site. */
export function wayFrom(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/'
}

/** Goes there with a fresh page: nothing of one person's stays in the memory for the next. */
export const enter = (to: unknown) => location.assign(wayFrom(to))
