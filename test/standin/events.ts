// The event object that Electron hands to its listeners, and the arguments that the stand-in was started with.

/** What a listener may refuse. */
export class RefusableEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** The value of `--name=value` on the command line, as Chromium's switches are given. */
export function switchValue(name: string): string | undefined {
  const start = `--${name}=`
  return process.argv.find((argument) => argument.startsWith(start))?.slice(start.length)
}

/** The folder that Electron would call userData. */
export const userDataFolder = (): string => {
  const folder = switchValue('user-data-dir')
  if (folder === undefined) throw new Error('stand-in: start it with --user-data-dir=<folder>')
  return folder
}

/** A method that only says that it was called: which and with what. */
export interface Call {
  readonly method: string
  readonly given: readonly unknown[]
}

/** Gives a class methods that do nothing but record themselves in its `calls`. */
export function addRecorders(prototype: object, methods: readonly string[]): void {
  for (const method of methods)
    Object.defineProperty(prototype, method, {
      value: function record(this: { calls: Call[] }, ...given: unknown[]) {
        this.calls.push({ method, given })
      },
    })
}
