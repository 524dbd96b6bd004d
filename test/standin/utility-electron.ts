// What `electron` is inside a utility process.

export const net = {
  fetch: (address: string | URL | Request, init?: RequestInit) => fetch(address, init),
  isOnline: () => true,
}
export const systemPreferences = {}
export default { net, systemPreferences }
