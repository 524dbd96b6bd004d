// The fifteen points of hardening for the desktop edition, and what guards each: tests by file and title, and rules over
// the sources by name. A guard that was renamed or removed fails hardening-points.test.ts, so that no point loses its
// last guard unseen.

export interface HardeningPoint {
  readonly says: string
  /** File from the root, and titles of tests in it as they are written. */
  readonly tests: Readonly<Record<string, readonly string[]>>
  /** Names of safety rules and presences. */
  readonly rules: readonly string[]
}

const HOSTILE = 'test/desktop/hostile-renderer.test.ts'
const SHELL = 'test/desktop/desktop-shell.test.ts'
const CONFIG = 'test/packaging/config.test.ts'

/** In the order of their numbers, the first is point 1. */
export const HARDENING_POINTS: readonly HardeningPoint[] = [
  {
    says: 'every window is sandboxed, isolated and without Node, made by one factory',
    tests: {
      [HOSTILE]: ['is exactly the listed methods, frozen, and the page has nothing else of Electron or Node'],
      'test/standin/standin.test.ts': ['refuses to open a window that is not sandboxed'],
    },
    rules: [
      'windows and views come from the one factory',
      'a page is sandboxed and apart from its preload',
      'no page has Node',
      'the rules of the web stay on',
      'no unfinished feature of Chromium is switched on',
      'nothing of the main process is reached from afar',
      'the sandbox is on for everything',
    ],
  },
  {
    says: 'only bundled content, from app://, out of a fixed list of files',
    tests: {
      [HOSTILE]: [
        'serves the listed files alone: no way up, no escape, no zero, no query, nothing beside the interface',
        'knows no other host and no other way of asking, and sends its policy with every answer',
      ],
      'test/electron/app-files.test.ts': ['whatever is asked for, nothing but a listed file is ever served'],
    },
    rules: [
      'no page comes from a file',
      'only the factory loads a page',
      'no page comes from a server',
      'one scheme, served by one file, and never past the policy',
      'no older way of serving a scheme, and no way around its policy',
    ],
  },
  {
    says: 'a content policy by header, with Trusted Types',
    tests: {
      [HOSTILE]: [
        'reaches no foreign server by any way that a page has, and stays where it is',
        'runs no text as code, and lets no text become markup',
      ],
      'test/protocol/content-policy.test.ts': [
        'of the desktop loads its own files, connects to nobody else, and makes markup of templates alone',
      ],
    },
    rules: ['no code is made from text', 'nothing is put into a page from outside'],
  },
  {
    says: 'a bridge of named methods, each with a parser and a check of its caller; no token in a page',
    tests: {
      [HOSTILE]: [
        'refuses every method to a page of another origin, also in our own window',
        'refuses every method to a window that the program did not make, with the same preload',
        'refuses every method to a frame inside the page, to a left page and to look-alikes of its address',
        'has no other channel by which a page is heard',
        'finds no session token in any storage, global or answer',
        'answers thousands of hostile calls with a valid answer or a code, and does nothing beside',
      ],
      'test/electron/bridge-arguments.test.ts': ['refuses anything else by a field’s name, whatever it is'],
    },
    rules: [
      'only the bridge hears windows',
      'only the preload speaks to the main process',
      'no window waits for the main process, and no other world is opened',
      'the interface knows nothing of Electron',
    ],
  },
  {
    says: 'no page leaves its own, opens a window or holds another page',
    tests: { [HOSTILE]: ['reaches no foreign server by any way that a page has, and stays where it is'] },
    rules: [
      'no page holds another one',
      'no address that runs',
      'web-contents-created is refused for every page',
      'will-navigate is refused for every page',
      'will-redirect is refused for every page',
      'will-frame-navigate is refused for every page',
      'will-attach-webview is refused for every page',
      'every page is refused a window',
    ],
  },
  {
    says: 'the system opens an address through one function, https and mail alone, numbers only where valid',
    tests: {
      'test/electron/open-outside.test.ts': [
        'shows the host before a web link is opened, and opens nothing when the person stays',
      ],
      [HOSTILE]: [
        'answers thousands of hostile calls with a valid answer or a code, and does nothing beside',
      ],
    },
    rules: ['the system opens an address through one function', 'no received file is opened'],
  },
  {
    says: 'permissions, devices and downloads are refused but for the few that are named',
    tests: { [HOSTILE]: ['is given no camera, place, device or screen'] },
    rules: [
      'no device, and no picture of the screen',
      'permissions asked for are judged',
      'permissions used are judged',
      'devices are judged',
      'downloads are judged',
    ],
  },
  {
    says: 'fuses: the binary is this program alone',
    tests: {
      'test/packaging/fuses.test.ts': ['hold as electron-builder.yml sets them'],
      [CONFIG]: ['turns the binary into this program alone: no Node, no debugger, no other code'],
    },
    rules: ['no process but the replica', 'the replica is a utility process, started in one place'],
  },
  {
    says: 'a supported line of Electron',
    tests: {
      'test/support/architecture/hardening-points.test.ts': [
        'Electron is named by its exact version, and that version is the one installed',
      ],
      'test/packaging/electron-lines.test.ts': ['the line that is installed is known'],
      'test/renderer/platform/client-age.test.ts': [
        'security fixes end after their last day, and never where it is not known',
      ],
    },
    rules: [],
  },
  {
    says: 'an update is signed by us, not older and not expired',
    tests: {
      'test/electron/os/updates.test.ts': [
        'is refused when the feed was changed after it was signed',
        'is refused when it is older, for another platform, or signed by a key that is not ours',
        'is refused once its statement has expired',
      ],
      'test/electron/os/updates-statement.test.ts': [
        'is refused when another key signed it, or ours signed it for another purpose',
      ],
    },
    rules: [
      'updates are fetched by one file',
      'an update is never older, unsigned or installed from a test feed',
    ],
  },
  {
    says: 'a link is a room and nothing else, and never acts; one program at a time',
    tests: {
      [SHELL]: [
        'a second start with a link opens the room in the window that is there, and ends',
        'a link that says more than a room opens nothing',
      ],
      'test/electron/deep-link.test.ts': [
        'a command line is searched for its first link, and no other word of it is looked at',
      ],
    },
    rules: ['the system hands links to the main module alone', 'one program at a time'],
  },
  {
    says: 'secrets in the system’s own store, or in memory alone, and said',
    tests: {
      [SHELL]: [
        'without a keyring the session stays in memory: the page says so, and the next start knows nobody',
      ],
      'test/electron/session-vault.test.ts': [
        'keeps sessions per server and person, and nothing of them in plain text',
      ],
    },
    rules: [
      'secrets pass through the one vault',
      'no secret is kept in plain text',
      'the kind of keyring is looked at',
    ],
  },
  {
    says: 'text becomes nodes by our own markup, never by HTML',
    tests: { [HOSTILE]: ['runs no text as code, and lets no text become markup'] },
    rules: ['no text becomes markup'],
  },
  {
    says: 'no tools of developers, switches, certificates of our own or reports of crashes',
    tests: {
      'test/electron/launch-guard.test.ts': [
        'debugging variables are dropped, and a replica’s process gets what it needs alone',
      ],
    },
    rules: [
      'no certificate is judged here',
      'no switch is added to the command line',
      'no report of a crash leaves this computer',
      'the tools of developers are opened by no code',
      'of the environment only the server and what the build wrote are read',
    ],
  },
  {
    says: 'all of this is checked over the syntax of every source file; the browser edition has the same policy',
    tests: {
      'test/architecture.test.ts': [
        'opens each of the desktop’s doors at its one place only',
        'has every guard of the desktop in force',
      ],
      'test/support/architecture/safety-rules.test.ts': [
        'is shown for every rule, and each rule belongs to a point of hardening',
      ],
      'test/e2e/content-policy.test.ts': ['is reported, so that the silence of the screens means something'],
    },
    rules: [],
  },
]
