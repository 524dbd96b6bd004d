// The test projects, cheapest first; a group starts when the one before it has ended, so that a browser or a killed
// server never competes with the rest for the machine.
//   unit        everything that is not below; mirrors the source folders
//   renderer    Solid code in Node, compiled and resolved as for a browser (Solid's server build has no reactivity)
//   simulation  seeded runs of a server and its clients under a hostile network
//   faults      real processes, killed at random moments
//   e2e         whole stories in a real Chromium
//   desktop     the desktop's own bundles on Electron, or on the stand-in for it; the run says which. With e2e in one
//               group: each of their files has a server, ports, folders and a browser of its own
// One project: `npx vitest run --project unit`. One file: `npx vitest run test/domain/time.test.ts`.

import { availableParallelism } from 'node:os'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error(
    `The tests need Node 24, this is ${process.version}: use \`npm test\` or \`npx vitest\`, which find the Node among the packages.`,
  )
}

const nightly = process.env['ACCORD_NIGHTLY'] === '1'
const MINUTE_MS = 60_000

const onElectron = ['test/desktop/**/*.test.ts', 'test/standin/**/*.test.ts']
const apart = ['test/renderer/**', 'test/simulation/**', 'test/faults/**', 'test/e2e/**', ...onElectron]

/** Vite would take graphql's other build, which does not know the schemas that the server's makes, nor they its own. */
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] }

/** The default keeps one processor free for a person, and so half of a machine with two. */
const processors = { maxWorkers: Math.max(2, availableParallelism()) }

const stories = {
  // Two at a time: a story waits more for people than for the processor.
  maxWorkers: 2,
  // A real browser on a machine that others share may stand still for seconds. Tests wait for facts, so this is the
  // second line of defence; a test that needed it is printed with the attempt that failed.
  retry: process.env['CI'] ? 1 : 0,
  testTimeout: 2 * MINUTE_MS,
  hookTimeout: 2 * MINUTE_MS,
  sequence: { groupOrder: 3 },
}

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: apart,
          ...processors,
          // A worker goes on to the next file with the modules that it has: nothing here keeps a state between tests, and
          // loading the server anew for each file took longer than most files.
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [solid({ hot: false, ssr: false })],
        resolve: { conditions: ['browser', 'development', 'module', 'import', 'default'] },
        test: {
          name: 'renderer',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          environment: 'node',
          ...processors,
          server: { deps: { inline: [/solid/, /@kobalte/, /@corvu/] } },
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve,
        test: {
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
          testTimeout: nightly ? 12 * 60 * MINUTE_MS : 4 * MINUTE_MS,
          hookTimeout: MINUTE_MS,
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: nightly ? 60 * MINUTE_MS : 3 * MINUTE_MS,
          hookTimeout: MINUTE_MS,
          sequence: { groupOrder: 2 },
        },
      },
      {
        resolve,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          ...stories,
        },
      },
      {
        resolve,
        test: {
          name: 'desktop',
          include: onElectron,
          globalSetup: ['test/support/desktop-build.ts'],
          ...stories,
        },
      },
    ],
  },
})
