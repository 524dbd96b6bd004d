// What an address asks for before anybody is signed in: the mail's link, an invitation, the way back from a provider, and
// the page that signs a desktop in. Read from the address's fragment, which no server sees.

export type Entry =
  | { readonly kind: 'LINK'; readonly secret: string }
  | { readonly kind: 'INVITATION'; readonly token: string }
  | { readonly kind: 'DONE'; readonly handover: string }
  | { readonly kind: 'DESKTOP'; readonly challenge: string; readonly device: string }

/** The entry of a fragment such as "#/sign-in/invitation/…", or null for any other page. */
export function entryOf(hash: string): Entry | null {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?')
  const parts = path.split('/').filter((part) => part !== '')
  if (parts[0] !== 'sign-in') return null
  const [, page, value] = parts
  if (page === undefined || value === undefined) return null
  switch (page) {
    case 'link':
      return { kind: 'LINK', secret: value }
    case 'invitation':
      return { kind: 'INVITATION', token: value }
    case 'done':
      return { kind: 'DONE', handover: value }
    case 'desktop': {
      const device = new URLSearchParams(query).get('device') ?? ''
      return { kind: 'DESKTOP', challenge: value, device }
    }
    default:
      return null
  }
}
