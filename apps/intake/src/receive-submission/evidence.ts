import { instantText, type Evidence, type SealedText, type Submission, type SubmissionItem } from '@cc/contracts';
import { halfWidth } from '../normalise/half-width.js';

/** As many as one item may bring. */
const MOST_ATTACHMENTS = 20;

/** 证据: the recording of the contact, and what the item brought. */
export function evidenceIn({ recording }: Submission, item: SubmissionItem): Evidence {
  return evidence(recording ?? undefined, 'attachments' in item ? item.attachments : []);
}

/** What came with a contact, before what the complaint it goes on from had already. */
export function evidenceOfBoth(now: Evidence, before: Evidence): Evidence {
  const attachments = [...(now.attachments ?? []), ...(before.attachments ?? [])];
  return evidence(now.recording ?? before.recording, attachments.slice(0, MOST_ATTACHMENTS));
}

/** What an item tells beside the problem: when the fault was, and what was done on the spot. */
export function furtherTold(
  item: Extract<SubmissionItem, { kind: 'new' | 'past' }>,
): Pick<SealedText, 'faultAt' | 'done'> {
  const at = item.fault?.at;
  const done = item.kind === 'new' ? item.settled?.done : undefined;
  return {
    ...(at && { faultAt: instantText(at) }),
    ...(done !== undefined && { done: halfWidth(done).trim() }),
  };
}

function evidence(recording: string | undefined, attachments: NonNullable<Evidence['attachments']>): Evidence {
  return { ...(recording !== undefined && { recording }), ...(attachments.length > 0 && { attachments }) };
}
