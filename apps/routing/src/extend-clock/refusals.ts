import { instantText, type Actor, type Reason, type Violation, type WorkAction } from '@cc/contracts';
import { DEFAULT_LIFE_CYCLE, type DecidingAnswer, type ExtensionAnswer, type ExtensionRefusal } from '@cc/procedures';
import type { AskedExtension } from '../ticket.entity.js';

type Refused = Extract<ExtensionAnswer, { allowed: false }>;
type Asking = Extract<WorkAction, { action: 'requestExtension' | 'grantExtension' }>;
type Words = { zh: string; en: string };

/** Why a clock is not given more time, where in the action that stands, and what would be right. */
export function notExtended(action: Asking, by: Actor, answer: Refused, askedAt: Date): Violation {
  const { field, value } = PLACES[PLACE_OF[answer.because]](action, by);
  return {
    field,
    value,
    rule: RULE_OF[answer.because] ?? answer.reason.rule,
    detail: SAY[answer.because](answer, askedAt),
  };
}

const PLACES: Record<'clock' | 'until' | 'role', (action: Asking, by: Actor) => { field: string; value: string }> = {
  clock: ({ clock }) => ({ field: '/do/clock', value: clock }),
  until: ({ until }) => ({ field: '/do/until', value: instantText(until) }),
  role: (_, { role }) => ({ field: '/by/role', value: role }),
};

const PLACE_OF: Record<ExtensionRefusal, keyof typeof PLACES> = {
  notRunning: 'clock',
  notAllowed: 'clock',
  askedTooLate: 'clock',
  timesUsedUp: 'clock',
  notConfigured: 'clock',
  tooLong: 'until',
  noLater: 'until',
  alreadyPast: 'until',
  noConsent: 'role',
};

/** Names of the public contract where no rule of a procedure says so. */
const RULE_OF: Partial<Record<ExtensionRefusal, string>> = {
  notRunning: 'clock-running',
  noLater: 'later-than-due',
  alreadyPast: 'later-than-now',
};

const SAY: Record<ExtensionRefusal, (answer: Refused, askedAt: Date) => Words> = {
  notRunning: ({ extensible }) => ({
    zh: `没有正在计时的该时限；可申请延期的时限：${extensible.join('、') || '无'}`,
    en: `no such clock runs now; clocks that can be extended: ${extensible.join(', ') || 'none'}`,
  }),
  notAllowed: ({ extensible }) => ({
    zh: `该时限按规程不得延期；可申请延期的时限：${extensible.join('、') || '无'}`,
    en: `its rule lets nobody extend it; clocks that can be extended: ${extensible.join(', ') || 'none'}`,
  }),
  askedTooLate: ({ clock }, askedAt) => ({
    zh: `时限已于 ${instant(clock?.dueAt)} 到期，申请于 ${instantText(askedAt)} 提出；延期须在到期前申请`,
    en: `it was due ${instant(clock?.dueAt)} and this was asked at ${instantText(askedAt)}; ask before a limit is over`,
  }),
  timesUsedUp: ({ clock }) => ({
    zh: `最多延期 ${clock?.times} 次，已用完；请按 ${instant(clock?.dueAt)} 办结`,
    en: `it is extended ${clock?.times} time(s) at most, and was; the work is due ${instant(clock?.dueAt)}`,
  }),
  tooLong: ({ clock }) => ({
    zh: `最迟可延至 ${instant(clock?.latest)}`,
    en: `it can be extended to ${instant(clock?.latest)} at the latest`,
  }),
  noLater: ({ clock }) => ({
    zh: `该时限本来就在 ${instant(clock?.dueAt)} 到期；请填写更晚的时间，最迟 ${instant(clock?.latest)}`,
    en: `it is due ${instant(clock?.dueAt)} as it stands; name a later instant, ${instant(clock?.latest)} at the latest`,
  }),
  alreadyPast: ({ clock }) => ({
    zh: `所给时间已经过去；请填写更晚的时间，最迟 ${instant(clock?.latest)}，或不予延期`,
    en: `that instant is over; name a later one, ${instant(clock?.latest)} at the latest, or refuse it`,
  }),
  noConsent: ({ clock }) => whoMay(clock?.consent ?? []),
  notConfigured: () => ({
    zh: '规程没有写明由谁同意或可延多久；请先补充规程',
    en: 'the procedure does not say who consents or how much more time there is; it must say so first',
  }),
};

const whoMay = (consent: readonly Words[]): Words => ({
  zh: `该角色在此范围内无权决定；可由以下角色决定：${consent.map(({ zh }) => zh).join('、') || '无'}`,
  en: `this role may not decide about it here; who may: ${consent.map(({ en }) => en).join(', ') || 'nobody'}`,
});

const instant = (at: Date | null | undefined) => (at ? instantText(at) : '-');

export const notWhatWasAsked = (clock: string, asked: AskedExtension): Violation => ({
  field: '/do/clock',
  value: clock,
  rule: 'extension-asked',
  detail: {
    zh: `待批的延期申请针对 ${asked.clockId}，拟延至 ${asked.until}`,
    en: `what waits for a decision is more time for ${asked.clockId}, until ${asked.until}`,
  },
});

export const ownExtension = (id: string): Violation => ({
  field: '/by/id',
  value: id,
  rule: 'consent-of-another',
  detail: {
    zh: '申请人不能决定自己的延期申请；请由上级办理',
    en: 'who asked for more time does not decide about it; somebody above the unit does',
  },
});

/** Who may grant may refuse. */
export const notForYou = ({ role }: Actor, { consent, reason }: Barred): Violation => ({
  field: '/by/role',
  value: role,
  rule: reason.rule,
  detail: whoMay(consent),
});

type Barred = Extract<DecidingAnswer, { allowed: false }>;

export const notAsked = ({ clock, action }: WorkAction & { clock: string }): { violation: Violation; why: Reason } => ({
  violation: {
    field: '/do/clock',
    value: clock,
    rule: 'extension-asked',
    detail: {
      zh: '没有待批的延期申请；须先由承办单位申请',
      en: 'nothing waits for a decision; whoever has the work must ask for more time first',
    },
  },
  why: { rule: `${action}/not-asked`, ...DEFAULT_LIFE_CYCLE },
});
