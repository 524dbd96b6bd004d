// The built interface: its files, and its one page for every address a person may navigate to. Files whose name holds
// their hash are kept for ever by browsers; the page and the rest are asked for anew, so that a new build is seen.

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendError } from './send-error.ts'

const HASHED = `${sep}assets${sep}`
const FOR_EVER = 'public, max-age=31536000, immutable'
const NOT_BUILT =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Accord</title>' +
  '<p>The interface has not been built yet: run <code>npm run build</code> in the project folder, then start the server again.</p></html>'

/** Serves `folder`, and answers every path that nothing else answers. */
export async function addPages(app: FastifyInstance, folder: string): Promise<void> {
  const page = join(folder, 'index.html')
  const isBuilt = existsSync(page)
  if (isBuilt)
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      cacheControl: false,
      setHeaders(reply, path) {
        const isHashed = path.slice(folder.length).startsWith(HASHED)
        void reply.header('cache-control', isHashed ? FOR_EVER : 'no-cache')
      },
    })
  const sendPage = async (reply: FastifyReply) => {
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
    if (!isBuilt) return reply.code(503).send(NOT_BUILT)
    return reply.send(fromTheRoot(await readFile(page, 'utf8')))
  }
  // The folder itself is no file: without a route of its own its address would be forbidden.
  app.get('/', async (_request, reply) => sendPage(reply))
  app.setNotFoundHandler(async (request, reply) =>
    isNavigation(request) ? sendPage(reply) : sendNotFound(reply),
  )
}

/** The answer to any path that is not there, and to any that one may not know to be there. */
export function sendNotFound(reply: FastifyReply): FastifyReply {
  return sendError(reply, 404, 'Not found.', { code: 'NOT_FOUND' })
}

/** A person who follows a link, not a program or a page that asks for a file. */
function isNavigation({ method, headers, url }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const path = url.split('?')[0] ?? ''
  if (/\.\w+$/.test(path)) return false
  const mode = headers['sec-fetch-mode']
  if (mode !== undefined && mode !== 'navigate') return false
  return headers.accept?.includes('text/html') ?? false
}

/** The build refers to its files from beside the page; at a deeper address that would miss them. */
const fromTheRoot = (html: string): string => html.replaceAll(/(\s(?:src|href)=")\.\//g, '$1/')
