// Where a window was, so that it comes back there: its size and place, whether it was maximised, and the colour behind
// it until the page is drawn. A place on a screen that is gone is given up.

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowState {
  /** Bounds when not maximised; `x` and `y` null: the system chooses. */
  readonly width: number
  readonly height: number
  readonly x: number | null
  readonly y: number | null
  readonly maximised: boolean
  /** "#rrggbb" as last painted, or null before the first time. */
  readonly background: string | null
}

export const WIDTH_MIN = 360
export const HEIGHT_MIN = 480
export const FIRST_WINDOW: WindowState = {
  width: 1360,
  height: 860,
  x: null,
  y: null,
  maximised: false,
  background: null,
}

const EXTENT_MAX = 16_384
/** How much of a window's top must lie on a screen: enough to take hold of it. */
const GRIP = 80
/** A further window stands a little beside the one before it. */
const STEP = 28

/** What was kept, as far as it makes sense; anything broken becomes the first window's. */
export function parseWindowState(value: unknown): WindowState {
  if (typeof value !== 'object' || value === null) return FIRST_WINDOW
  const { width, height, x, y, maximised, background } = value as Record<string, unknown>
  if (!isExtent(width) || !isExtent(height)) return FIRST_WINDOW
  const placed = isPlace(x) && isPlace(y)
  return {
    width: Math.max(WIDTH_MIN, width),
    height: Math.max(HEIGHT_MIN, height),
    x: placed ? x : null,
    y: placed ? y : null,
    maximised: maximised === true,
    background: isColour(background) ? background : null,
  }
}

/** The kept state made to fit the screens that are there now (their work areas, the main one first). */
export function fitToScreens(state: WindowState, screens: readonly Rectangle[]): WindowState {
  const { x, y, width } = state
  const seen = (area: Rectangle): boolean =>
    x !== null &&
    y !== null &&
    x + width - GRIP >= area.x &&
    x + GRIP <= area.x + area.width &&
    y >= area.y &&
    y + GRIP <= area.y + area.height
  const home = screens.find(seen)
  const room = home ?? screens[0]
  if (room === undefined) return { ...state, x: null, y: null }
  const fitted = {
    ...state,
    width: Math.max(WIDTH_MIN, Math.min(width, room.width)),
    height: Math.max(HEIGHT_MIN, Math.min(state.height, room.height)),
  }
  return home === undefined ? { ...fitted, x: null, y: null } : fitted
}

/** Where one more window opens: as large as the last one, a step beside it. */
export const besideLast = (state: WindowState): WindowState => ({
  ...state,
  x: state.x === null ? null : state.x + STEP,
  y: state.y === null ? null : state.y + STEP,
  maximised: false,
})

/** Whether a text is a colour "#rrggbb". */
export const isColour = (value: unknown): value is string =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)

/** The ink that can be read on a colour, for the window's own buttons. */
export function inkOn(background: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(background.slice(at, at + 2), 16),
  )
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? '#16191d' : '#f2f4f7'
}

const isExtent = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= EXTENT_MAX
const isPlace = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= EXTENT_MAX * 4
