// What a window of the desktop does besides the interface: it says on <html> where it is, lets the title bar take the
// page's colour, hands links over to the system, shows the room that a link or the tray named, and keeps what is typed
// before it goes.

import type { DesktopBridge } from '../../protocol/desktop.ts'
import { roomHref } from './room-address.ts'
import { leaveNothingBehind } from './before-leaving.ts'

type WindowBridge = Pick<DesktopBridge, 'platform' | 'onEvent' | 'openOutside' | 'flushed'>

/** Called once, by the page's entry. */
export function followDesktop(bridge: WindowBridge): void {
  const { dataset } = document.documentElement
  dataset['desktop'] = ''
  dataset['platform'] = bridge.platform
  followColour()
  document.addEventListener('click', (event) => openLink(bridge, event))
  document.addEventListener('auxclick', (event) => openLink(bridge, event))
  bridge.onEvent((event) => {
    if (event.type === 'openRoom') location.hash = roomHref(event.roomId)
    if (event.type === 'flush')
      void leaveNothingBehind()
        .then(() => bridge.flushed())
        .catch(console.error)
  })
}

/** The main process reads the page's theme colour for the window's frame; the page's theme is an attribute of <html>. */
function followColour(): void {
  const colour = document.createElement('meta')
  colour.name = 'theme-color'
  document.head.append(colour)
  const paint = () => {
    colour.content = getComputedStyle(document.documentElement).getPropertyValue('--bg-app').trim()
  }
  paint()
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ['data-theme'] })
}

/** Nothing but the page itself is ever loaded in the window: every other address is the system's to open. */
function openLink(bridge: WindowBridge, event: MouseEvent): void {
  if (event.defaultPrevented || !(event.target instanceof Element)) return
  const link = event.target.closest('a')
  const outside = link === null || link.hasAttribute('download') ? null : outsideOf(link.protocol)
  if (link === null || outside === null) return
  event.preventDefault()
  void bridge.openOutside(outside, link.href)
}

function outsideOf(protocol: string): Parameters<DesktopBridge['openOutside']>[0] | null {
  if (protocol === 'https:') return 'web'
  if (protocol === 'mailto:') return 'mail'
  return protocol === 'tel:' ? 'phone' : null
}
