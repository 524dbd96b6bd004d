// Units of time as they follow a number in running text.

export const unitText = {
  seconds: (amount: number) => `${amount} s`,
  minutes: (amount: number) => `${amount} min`,
  hours: (amount: number) => `${amount} h`,
  days: (amount: number) => `${amount} d`,
} as const
