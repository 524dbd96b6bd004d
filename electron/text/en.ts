// What the desktop says outside of its windows, in English: menus, tray, dock, spelling, the system's own dialogs.
// The Indonesian table beside it has the same shape by type. "&" marks the letter of a menu's Alt key.

/** Every sentence of the main process; `shellWords` gives the table of a language. */
export const englishWords = {
  product: 'Accord',
  menu: {
    file: '&File',
    edit: '&Edit',
    view: '&View',
    room: '&Room',
    window: '&Window',
    help: '&Help',
    intake: 'New hotline intake',
    palette: 'Search or jump to…',
    newWindow: 'New window',
    closeWindow: 'Close window',
    settings: 'Settings…',
    about: 'About Accord',
    services: 'Services',
    hide: 'Hide Accord',
    hideOthers: 'Hide others',
    showAll: 'Show all',
    quit: 'Quit Accord',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pastePlain: 'Paste without formatting',
    selectAll: 'Select all',
    board: 'Board',
    wall: 'Wall mode',
    facts: 'Facts panel',
    actualSize: 'Actual size',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    fullScreen: 'Full screen',
    reload: 'Reload',
    developerTools: 'Developer tools',
    call: 'Call the contact',
    cadence: 'Propose an update cadence',
    message: 'Message',
    update: 'Periodic update',
    note: 'Internal note',
    workaround: 'Workaround',
    quiet: 'Quiet for me…',
    minimise: 'Minimise',
    zoom: 'Zoom',
    allToFront: 'Bring all to front',
    keys: 'All keys',
  },
  clock: {
    /** One clock in a line: whose it is, what is due, how long it still has. */
    left: (title: string, what: string, left: string): string => `${title}: ${what} in ${left}`,
    late: (title: string, what: string, late: string): string => `${title}: ${what} ${late} late`,
    /** The same without a countdown, for menus, which stand still while they are open. */
    by: (title: string, what: string, time: string): string => `${title}: ${what} by ${time}`,
    since: (title: string, what: string, time: string): string => `${title}: ${what} late since ${time}`,
    minutes: (minutes: number): string =>
      minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`,
    none: 'Accord: no clock runs',
    signedOut: 'Accord: signed out',
  },
  tray: {
    show: 'Open Accord',
    quietUntil: (time: string): string => `Quiet for me until ${time}`,
    quiet: 'Quiet for me…',
    link: { LIVE: 'Live', CONNECTING: 'Connecting', OFFLINE: 'Offline', SIGNED_OUT: 'Signed out' },
    waiting: (link: string, waiting: number): string => `${link}, ${waiting} waiting`,
    quit: 'Quit',
  },
  taskBar: {
    late: 'A promise is late',
    risk: 'A promise is at risk',
    waitingForYou: (rooms: number): string =>
      rooms === 1 ? '1 room waits for you' : `${rooms} rooms wait for you`,
  },
  notices: {
    openRoom: 'Open room',
  },
  outside: {
    /** Asked before a web link is opened; the whole address stands below it. */
    ask: (host: string): string => `Open ${host} in your browser?`,
    open: 'Open',
    stay: 'Stay here',
  },
  opened: {
    record: 'Exported records cannot be checked here yet.',
    recordDetail: 'The file was not read. It can be checked once this program has its verifier.',
    close: 'Close',
  },
  crashed: {
    window: 'This window has failed several times in a row.',
    windowDetail: 'What is unsent is kept on this computer. Reload the window, or quit and start again.',
    reload: 'Reload',
    quit: 'Quit',
  },
  failed: {
    program: 'Accord has failed and ends.',
    programDetail: 'What was kept on this computer is not lost. Start the program again.',
    start: 'Accord could not be started.',
    startDetail:
      'See that your own folder can be written to and that the disk is not full. If it stays so, install the program again.',
  },
  spelling: {
    noSuggestion: 'No suggestion',
    addToDictionary: (word: string): string => `Add “${word}” to the dictionary`,
  },
}

/** The shape that a table has in every language. */
export type ShellWords = typeof englishWords
