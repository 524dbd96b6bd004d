// Whether a name is one of this machine itself. Such a line nobody else can read, so plain http is as safe on it as TLS;
// and a server that listens on it alone is asked for under no other name.

const OWN_MACHINE = /^((localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?|::1)$/

/** `host` as a setting, a URL or a `Host` header has it, with or without a port. Nothing is resolved. */
export const isOwnMachine = (host: string): boolean => OWN_MACHINE.test(host)
