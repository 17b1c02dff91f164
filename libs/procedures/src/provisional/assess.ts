import type { Answer } from '../answer.js';
import type {
  Assessment,
  ComplaintToAssess,
  EarlierComplaint,
  FurtherContact,
  FurtherContactMeaning,
  Nature,
} from '../procedures.js';
import { ALWAYS, BASES, because } from './bases.js';
import { startOfDay } from './working-time.js';

const REPEAT_WINDOW_DAYS = 30;

/** Risk flags of a complaint that may cause or has caused larger public opinion (较大舆情): 'may' is enough. */
const PUBLIC_OPINION = ['mediaExposure'];

export function assess(complaint: ComplaintToAssess): Assessment {
  const bases = complaint.channelLevel === 'province' ? ALWAYS : [...ALWAYS, 'groupLevel' as const];
  const repeatOf = complaint.earlier.find((earlier) => closedWithinWindow(earlier, complaint.receivedAt)) ?? null;
  const nature = natureOf(complaint, repeatOf);
  return {
    bases: bases.map((name) => ({ ...BASES[name] })),
    // What may be refused is named, not defined (2019, section 4); nothing is refused without a rule.
    acceptance: { value: 'accepted', reason: because('limits', 'accept-every-complaint') },
    nature,
    severity: { configured: false, reason: because('group2019', 'warning-grades', 'groupWarningGrades') },
    repeatOf: complaint.channelLevel === 'appeal' ? null : (repeatOf?.complaintId ?? null),
  };
}

export function furtherContact(contact: FurtherContact): Answer<FurtherContactMeaning> {
  const { at, earlier, wanted, dissatisfiedWithAnswer } = contact;
  if (!earlier.closedAt) {
    return { value: 'urge', reason: because('branchTrial', 'repeat-while-open', 'branchTrialRepeat1') };
  }
  if (dissatisfiedWithAnswer) {
    const reason = because('branchTrial', 'dissatisfied-with-answer', 'branchTrialRepeat2');
    return { value: 'linkedComplaint', reason };
  }
  // An urge that comes after the archive lost a race; it is answered by new work on the same matter.
  if (wanted === 'urge') return { value: 'linkedComplaint', reason: because('lifeCycle', 'urge-after-archive') };
  if (closedWithinWindow(earlier, at)) return { value: 'repeat', reason: because('group2019', 'D2', 'groupRepeat') };
  return { value: 'linkedComplaint', reason: because('lifeCycle', 'complaint-after-repeat-window') };
}

/** Major goes before repeat. Appeals have no nature in the measures: only the other two levels are divided by it. */
function natureOf(complaint: ComplaintToAssess, repeatOf: EarlierComplaint | null): Answer<Nature> {
  if (complaint.channelLevel === 'appeal') {
    return { value: 'ordinary', reason: because('group2019', 'nature-not-for-appeals', 'groupNature') };
  }
  if (complaint.massFlag) return { value: 'major', reason: because('group2019', 'major-mass', 'groupMajor') };
  if (complaint.riskFlags.some((flag) => PUBLIC_OPINION.includes(flag))) {
    return { value: 'major', reason: because('group2019', 'major-public-opinion', 'groupMajor') };
  }
  if (repeatOf) return { value: 'repeat', reason: because('group2019', 'D2', 'groupRepeat') };
  return { value: 'ordinary', reason: because('group2019', 'ordinary', 'groupNature') };
}

/** The day of archiving is not counted; day 30 is inside up to 24:00. */
function closedWithinWindow({ closedAt }: EarlierComplaint, at: Date): boolean {
  if (!closedAt) return false;
  return startOfDay(at) <= startOfDay(closedAt).plus({ days: REPEAT_WINDOW_DAYS });
}
