// The desktop's doors, each with the one place where it may be opened: rules over the syntax of electron/ and renderer/,
// each for one of the fifteen points of hardening, which hardening-points.ts names.

import {
  any,
  calls,
  has,
  imports,
  isNot,
  makes,
  type Matcher,
  reaches,
  says,
  shows,
} from './shape-matchers.ts'

export interface SafetyRule {
  /** What is true where the rule is kept. */
  readonly name: string
  /** The point of hardening that it guards, 1 to 15. */
  readonly point: number
  readonly files: RegExp
  /** The places whose job it is. */
  readonly except?: RegExp
  readonly forbids: Matcher
}

const BOTH = /^(electron|renderer)\//
const ELECTRON = /^electron\//
const RENDERER = /^renderer\/(?!vite)/

export const SAFETY_RULES: readonly SafetyRule[] = [
  {
    name: 'windows and views come from the one factory',
    point: 1,
    files: ELECTRON,
    except: /^electron\/windows\.ts$/,
    forbids: makes('BrowserWindow', 'BaseWindow', 'BrowserView', 'WebContentsView'),
  },
  {
    name: 'a page is sandboxed and apart from its preload',
    point: 1,
    files: BOTH,
    forbids: isNot(true, 'contextIsolation', 'sandbox'),
  },
  {
    name: 'no page has Node',
    point: 1,
    files: BOTH,
    forbids: isNot(false, 'nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames'),
  },
  {
    name: 'the rules of the web stay on',
    point: 1,
    files: BOTH,
    forbids: any(isNot(true, 'webSecurity'), isNot(false, 'allowRunningInsecureContent')),
  },
  {
    name: 'no unfinished feature of Chromium is switched on',
    point: 1,
    files: BOTH,
    forbids: any(isNot(false, 'experimentalFeatures'), has('enableBlinkFeatures', 'enablePreferredSizeMode')),
  },
  {
    name: 'nothing of the main process is reached from afar',
    point: 1,
    files: BOTH,
    forbids: any(imports(/^@electron\/remote/), has('enableRemoteModule'), reaches('remote')),
  },
  {
    name: 'no page comes from a file',
    point: 2,
    files: ELECTRON,
    forbids: any(reaches('loadFile'), says(/^file:/i)),
  },
  {
    name: 'only the factory loads a page',
    point: 2,
    files: ELECTRON,
    except: /^electron\/windows\.ts$/,
    forbids: reaches('loadURL'),
  },
  {
    name: 'no page comes from a server',
    point: 2,
    files: /^electron\/windows\.ts$/,
    forbids: says(/^(https?|data|blob):/i),
  },
  {
    name: 'one scheme, served by one file, and never past the policy',
    point: 2,
    files: ELECTRON,
    except: /^electron\/(app-scheme|main)\.ts$/,
    forbids: any(
      reaches('registerSchemesAsPrivileged'),
      (shape) => shape.kind === 'reach' && shape.name === 'handle' && shape.object.endsWith('protocol'),
    ),
  },
  {
    name: 'no older way of serving a scheme, and no way around its policy',
    point: 2,
    files: ELECTRON,
    forbids: (shape) =>
      (shape.kind === 'reach' &&
        /^(register|intercept)(File|String|Buffer|Stream|Http)Protocol$/.test(shape.name)) ||
      isNot(false, 'bypassCSP')(shape),
  },
  {
    name: 'no code is made from text',
    point: 3,
    files: BOTH,
    forbids: any(calls('eval', 'Function'), makes('Function'), reaches('eval')),
  },
  {
    name: 'nothing is put into a page from outside',
    point: 3,
    files: ELECTRON,
    forbids: reaches(
      'executeJavaScript',
      'executeJavaScriptInIsolatedWorld',
      'insertCSS',
      'setPreloads',
      'registerPreloadScript',
    ),
  },
  {
    name: 'only the bridge hears windows',
    point: 4,
    files: ELECTRON,
    except: /^electron\/bridge\.ts$/,
    forbids: any(reaches('ipcMain', 'ipc'), (shape) => shape.kind === 'call' && shape.name === 'ipcMain'),
  },
  {
    name: 'only the preload speaks to the main process',
    point: 4,
    files: BOTH,
    except: /^electron\/preload\.ts$/,
    forbids: reaches('ipcRenderer', 'contextBridge', 'exposeInMainWorld', 'webUtils', 'webFrame'),
  },
  {
    name: 'no window waits for the main process, and no other world is opened',
    point: 4,
    files: BOTH,
    forbids: reaches('sendSync', 'sendToHost', 'exposeInIsolatedWorld', 'getPathForFile'),
  },
  {
    name: 'the interface knows nothing of Electron',
    point: 4,
    files: RENDERER,
    forbids: imports(/^(electron|node:|@electron\/)/),
  },
  {
    name: 'no page holds another one',
    point: 5,
    files: BOTH,
    forbids: any(
      isNot(false, 'webviewTag'),
      shows('webview', 'iframe', 'object', 'embed', 'frame', 'portal'),
      says(/^(webview|iframe)$/i),
    ),
  },
  {
    name: 'no address that runs',
    point: 5,
    files: BOTH,
    forbids: says(/^\s*(javascript|vbscript):/i),
  },
  {
    name: 'the system opens an address through one function',
    point: 6,
    files: ELECTRON,
    except: /^electron\/open-outside\.ts$/,
    forbids: reaches('openExternal'),
  },
  {
    name: 'no received file is opened',
    point: 6,
    files: ELECTRON,
    forbids: reaches('openPath', 'openItem'),
  },
  {
    name: 'no device, and no picture of the screen',
    point: 7,
    files: ELECTRON,
    forbids: reaches(
      'desktopCapturer',
      'setDisplayMediaRequestHandler',
      'setBluetoothPairingHandler',
      'select-usb-device',
      'select-hid-device',
      'select-serial-port',
    ),
  },
  {
    name: 'no process but the replica',
    point: 8,
    files: ELECTRON,
    forbids: imports(/^(node:)?(child_process|cluster|worker_threads|vm|repl|inspector)(\/|$)/),
  },
  {
    name: 'the replica is a utility process, started in one place',
    point: 8,
    files: ELECTRON,
    except: /^electron\/(main|replica-host|replica-fork)\.ts$/,
    forbids: reaches('utilityProcess'),
  },
  {
    name: 'updates are fetched by one file',
    point: 10,
    files: ELECTRON,
    except: /^electron\/updates(-[a-z]+)?\.ts$/,
    forbids: any(imports(/^electron-updater/), reaches('autoUpdater')),
  },
  {
    name: 'an update is never older, unsigned or installed from a test feed',
    point: 10,
    files: ELECTRON,
    forbids: any(
      isNot(false, 'allowDowngrade', 'forceDevUpdateConfig', 'allowPrerelease'),
      has('verifyUpdateCodeSignature'),
    ),
  },
  {
    name: 'the system hands links to the main module alone',
    point: 11,
    files: ELECTRON,
    except: /^electron\/(main|launch|second-instance|deep-link|links|instance)\.ts$/,
    forbids: reaches('setAsDefaultProtocolClient', 'requestSingleInstanceLock'),
  },
  {
    name: 'secrets pass through the one vault',
    point: 12,
    files: ELECTRON,
    except: /^electron\/(main|session-vault|safe-keeping|vault)\.ts$/,
    forbids: reaches('safeStorage'),
  },
  {
    name: 'no secret is kept in plain text',
    point: 12,
    files: ELECTRON,
    forbids: reaches('setUsePlainTextEncryption'),
  },
  {
    name: 'no text becomes markup',
    point: 13,
    files: RENDERER,
    forbids: any(
      reaches(
        'innerHTML',
        'outerHTML',
        'insertAdjacentHTML',
        'setHTMLUnsafe',
        'createContextualFragment',
        'DOMParser',
        'srcdoc',
        'write',
        'writeln',
      ),
      has('innerHTML', 'outerHTML', 'srcdoc'),
      makes('DOMParser'),
    ),
  },
  {
    name: 'no certificate is judged here',
    point: 14,
    files: ELECTRON,
    forbids: any(
      reaches('setCertificateVerifyProc', 'setCertificateVerifier'),
      says(/^(certificate-error|select-client-certificate|NODE_TLS_REJECT_UNAUTHORIZED)$/),
      isNot(true, 'rejectUnauthorized'),
    ),
  },
  {
    name: 'no switch is added to the command line',
    point: 14,
    files: ELECTRON,
    forbids: reaches('appendSwitch', 'appendArgument'),
  },
  {
    name: 'no report of a crash leaves this computer',
    point: 14,
    files: ELECTRON,
    forbids: reaches('crashReporter'),
  },
  {
    name: 'the tools of developers are opened by no code',
    point: 14,
    files: ELECTRON,
    forbids: reaches('openDevTools', 'toggleDevTools', 'setDevToolsWebContents', 'debugger'),
  },
  {
    name: 'of the environment only the server and what the build wrote are read',
    point: 14,
    files: ELECTRON,
    except: /^electron\/launch-guard\.ts$/,
    forbids: (shape) =>
      shape.kind === 'reach' &&
      /\benv$/.test(shape.object) &&
      !/^ACCORD_(SERVER|VERSION|SUPPORT_ENDS)$/.test(shape.name),
  },
]
