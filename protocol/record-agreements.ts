// The resolutions that both parties signed, each as one JSON Web Signature in its general form (RFC 7515): the statement's
// bytes once, and one signature of each party over them. They follow from the record's entries and stand beside them in
// the file, for tools that know JWS and nothing of us. Such a tool takes a JWS for valid when any one of its signatures
// fits: whoever uses one verifies each signature by its own key, and that there is one of each party.

import type { IncidentEvent } from '../domain/incident/events.ts'
import { textToBase64Url } from './base64url.ts'

export interface GeneralJws {
  /** The statement's text, base64url. */
  readonly payload: string
  readonly signatures: readonly { readonly protected: string; readonly signature: string }[]
}

/** Of shared entries in order; resolutions of before there were statements have none. */
export function agreementsIn(
  entries: readonly { readonly event: { readonly id: string; readonly body: IncidentEvent } }[],
): readonly GeneralJws[] {
  const open = new Map<
    string,
    { readonly text: string; readonly signatures: GeneralJws['signatures'][number][] }
  >()
  const agreed: GeneralJws[] = []
  for (const { event } of entries) {
    const { body } = event
    if (body.type === 'ResolutionProposed' && body.text !== undefined)
      open.set(event.id, { text: body.text, signatures: [] })
    if (body.type === 'ResolutionSigned' && body.protected !== undefined)
      open.get(body.proposalId)?.signatures.push({ protected: body.protected, signature: body.signature })
    const done = body.type === 'IssueResolved' ? open.get(body.proposalId) : undefined
    if (done !== undefined) agreed.push({ payload: textToBase64Url(done.text), signatures: done.signatures })
  }
  return agreed
}
