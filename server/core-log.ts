// What the core tells an operator, so that any logger fits. `fields` never hold what people wrote.

export interface CoreLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

/** For those who need no log. */
export const SILENT: CoreLog = { warn: () => {}, error: () => {} }
