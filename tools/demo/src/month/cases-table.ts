import { table } from '@cc/hub';
import type { LocalisedText } from '@cc/procedures';
import type { Names } from '../names.js';

/** What reporting answers to `GET /cases`, as far as it is shown. */
export interface Cases {
  cases: {
    division: string;
    state: string;
    name: { zh: string; en: string };
    area: Record<string, unknown>;
    size: number;
    found: number;
    openedAt: string;
  }[];
}

const STATES: Record<string, string> = {
  opened: '待查证 opened',
  confirmed: '属实 confirmed',
  withdrawn: '撤销 withdrawn',
};

/** Mass complaints for a terminal, the oldest first. */
export function casesTable(cases: Cases['cases'], names: Names): string {
  if (cases.length === 0) return '没有群体投诉 · no complaints gathered to a mass complaint';
  return table(
    ['成立 opened', '单位 division', '群体投诉 mass complaint', '件 size', '属实 true', '状态 state'],
    cases
      .toReversed()
      .map(({ openedAt, division, name, area: { division: _, ...others }, size, found, state }) => [
        openedAt.slice(0, 16).replace('T', ' '),
        inBoth(names.division(division)),
        `${inBoth(name)}: ${inBoth(names.shared(others))}`,
        size,
        found,
        STATES[state] ?? state,
      ]),
  );
}

const inBoth = ({ zh, en }: LocalisedText) => `${zh} · ${en}`;
