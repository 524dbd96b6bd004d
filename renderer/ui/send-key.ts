// The key that sends what was written, wherever something is written: Ctrl or Cmd with Enter, as mail programs have it.

/** The same as browsers tell it to assistive technology (aria-keyshortcuts). */
export const SEND_SHORTCUTS = 'Control+Enter Meta+Enter'

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'isComposing'>

/** Whether a press sends; Enter that ends a composition (IME) does not. */
export const isSendKey = ({ key, ctrlKey, metaKey, isComposing }: Press): boolean =>
  key === 'Enter' && (ctrlKey || metaKey) && !isComposing
