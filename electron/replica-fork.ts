// How a replica's process is started: with nothing of this process's environment that it has no use for, and with
// nothing on its command line. What it needs to know comes by message.

import { join } from 'node:path'
import { MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron'
import { environmentForReplica } from './launch-guard.ts'
import { openReplicaHost, type ReplicaHost } from './replica-host.ts'

/** `root`: the folder of the built program; `quiet`: its output is nobody's to read. */
export function openReplicaProcesses(root: string, quiet: boolean): ReplicaHost<MessagePortMain> {
  const env = environmentForReplica(process.env)
  return openReplicaHost<MessagePortMain>({
    fork: () =>
      utilityProcess.fork(join(root, 'replica-process.js'), [], {
        serviceName: 'Accord replica',
        env,
        stdio: quiet ? 'ignore' : 'inherit',
      }),
    channel: () => new MessageChannelMain(),
    sayUnusable(port, code) {
      port.postMessage({ type: 'unusable', code })
      port.start()
    },
  })
}
