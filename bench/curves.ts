// How cost grows: with the readers of one room, with rooms, with the length of a room's history, with nodes. Real servers,
// loaded from outside as bench/load does; each curve prints a table and takes less than two minutes, and half of that
// without its largest sizes (--short).
//
//   npx node bench/curves.ts [--only=readers,rooms,history,nodes,commands] [--short]

import { loadavg } from 'node:os'
import process from 'node:process'
import { commandsCurve, nodesCurve } from './curves/of-nodes.ts'
import { historyCurve, readersCurve, roomsCurve } from './curves/of-one-node.ts'
import { pin } from './fan-out/subject.ts'

const CURVES = {
  readers: readersCurve,
  rooms: roomsCurve,
  history: historyCurve,
  nodes: nodesCurve,
  commands: commandsCurve,
}

const asked = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)
pin(process.pid, 1)
for (const [name, draw] of Object.entries(CURVES)) {
  if (asked !== undefined && !asked.split(',').includes(name)) continue
  const load = loadavg()[0] ?? Number.NaN
  const began = performance.now()
  await draw(process.argv.includes('--short'))
  const took = (performance.now() - began) / 1_000
  console.log(`\n${name}: ${new Date().toISOString()}, load before ${load.toFixed(1)}, ${took.toFixed(0)} s`)
}
process.exit(0)
