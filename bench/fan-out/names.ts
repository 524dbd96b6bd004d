// What bench/fan-out.ts calls its figures.

export const NAMES = {
  perDelivery: 'µs CPU per delivery, 8 ev/s',
  /** The same without what the event costs where nobody reads it: what is left is the handing over. */
  alone: 'µs CPU per delivery, 8 ev/s, fan-out alone',
  p50: 'last reader p50, ms',
  p99: 'last reader p99, ms',
  highest: 'highest rate in time, ev/s',
  memory: 'KB per idle reader',
  connect: 'µs CPU to connect and subscribe',
  rooms: '200 rooms × 5: ev/s',
  roomsPerDelivery: '200 rooms × 5: µs CPU per delivery',
  behind: 'ms CPU to catch up with 10,000 events',
} as const
