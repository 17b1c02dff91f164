import type { Organisation } from '@cc/procedures';
import type { Submission, SubmissionItem, Violation } from '@cc/contracts';
import { businessNumber } from './business-number.js';
import { fingerprint } from './fingerprint.js';
import { halfWidth, tidy } from './half-width.js';
import type { Keywords } from './keywords.js';
import { phoneNumber } from './phone.js';
import type { Regions } from './region.js';
import type { Risks } from './risk.js';

export type NewItem = Extract<SubmissionItem, { kind: 'new' }>;

/** What an item says of a complaint, whether it is new or of the past. */
export type Described = Pick<NewItem, 'problem' | 'demand' | 'businessNumber' | 'category' | 'fault'>;

/** What a source wrote of a new complaint, in our forms; personal data and text still in clear. */
export interface NormalisedComplaint {
  customer: { name: string | null; phone: string | null; businessNumber: string | null };
  text: { problem: string; demand: string | null };
  /** Classes of the organisation's tree, the widest first. */
  category: string[];
  customerLevel: string | null;
  homeRegion: string | null;
  numberRegion: string | null;
  faultRegion: string | null;
  /** The address of the fault, the same words for the same place. */
  household: string | null;
  keywords: string[];
  riskFlags: string[];
  textFingerprint: string;
  /** What was written and could not be used; the complaint is recorded without it. */
  notes: Violation[];
}

/** Who complains, in our forms. */
export function customerOf({ customer }: Submission): { name: string | null; phone: string | null } {
  return {
    name: customer.name === null ? null : tidy(customer.name),
    phone: customer.phone === null ? null : (phoneNumber(customer.phone) ?? tidy(customer.phone)),
  };
}

/** 归一化: the same thing is written the same way, whoever sent it. */
export class Normaliser {
  constructor(
    readonly regions: Regions,
    private readonly keywords: Keywords,
    private readonly risks: Risks,
  ) {}

  newComplaint(
    submission: Submission,
    item: Described,
    place: number,
    organisation: Pick<Organisation, 'normaliseCategory' | 'timeZone'>,
  ): NormalisedComplaint {
    const notes: Violation[] = [];
    const number = item.businessNumber === null ? null : businessNumber(item.businessNumber);
    const { customer } = submission;
    const text = { problem: this.problemOf(item), demand: item.demand === null ? null : halfWidth(item.demand).trim() };
    const { category, unknown } = organisation.normaliseCategory(item.category.map(tidy));
    if (unknown.length > 0) notes.push(unknownCategory(place, unknown));
    const faultRegion = this.region(item.fault?.region ?? null, `/items/${place}/fault/region`, notes);
    const address = item.fault?.address;

    return {
      customer: { ...customerOf(submission), businessNumber: number },
      text,
      category,
      customerLevel: customer.level === null ? null : tidy(customer.level),
      homeRegion: this.region(customer.homeRegion, '/customer/homeRegion', notes),
      numberRegion: number === null ? null : this.regions.ofLandline(number),
      faultRegion,
      household: address ? `${faultRegion ?? ''} ${tidy(address)}`.trim() : null,
      ...this.derived(`${text.problem}\n${text.demand ?? ''}`, text.problem),
      notes,
    };
  }

  /** What everybody may know of a text. */
  derived(text: string, problem = text): Pick<NormalisedComplaint, 'keywords' | 'riskFlags' | 'textFingerprint'> {
    return { keywords: this.keywords.in(text), riskFlags: this.risks.in(text), textFingerprint: fingerprint(problem) };
  }

  /** The branch that does the work sees the problem only, so where the fault is must stand in it. */
  private problemOf({ problem, fault }: Described): string {
    const address = fault?.address ? `\n故障地址：${tidy(fault.address)}` : '';
    return `${halfWidth(problem).trim()}${address}`;
  }

  private region(written: string | null, field: string, notes: Violation[]): string | null {
    if (written === null) return null;
    const found = this.regions.find(written);
    if (found.kind === 'found') return found.code;
    notes.push(unknownRegion(field, written, found.kind === 'ambiguous' ? found.codes : []));
    return null;
  }
}

function unknownCategory(place: number, words: readonly string[]): Violation {
  const all = words.join(', ');
  return {
    field: `/items/${place}/category`,
    value: all,
    rule: 'unknown-category',
    detail: {
      zh: `未识别的分类，已按可识别的层级登记：${all}`,
      en: `not in the class tree; recorded without it: ${all}`,
    },
  };
}

function unknownRegion(field: string, written: string, codes: readonly string[]): Violation {
  const meant = codes.slice(0, 5).join(', ');
  return {
    field,
    value: written,
    rule: codes.length > 0 ? 'ambiguous-region' : 'unknown-region',
    detail:
      codes.length > 0
        ? {
            zh: `有多个同名地区（${meant} 等），已登记但未取地区；请写上省市`,
            en: `several places have this name (${meant}); recorded without it; name the province and city too`,
          }
        : {
            zh: '未识别的地名，已登记但未取地区；请填写 GB/T 2260 代码或全称',
            en: 'no place of this name is known; recorded without it; give a GB/T 2260 code or the full name',
          },
  };
}
