import type { Answer, Assignment, Organisation } from '@cc/procedures';
import type { Ticket } from '../ticket.entity.js';

/**
 * Where work goes by the organisation's rules (派单规则). When they name a unit that does not exist, because the data
 * has changed, the group's fallback unit (兜底单位) gets it: work is never without a unit.
 */
export function placeWork(
  organisation: Organisation,
  { classification, channelLevel, returnedBy }: Pick<Ticket, 'classification' | 'channelLevel' | 'returnedBy'>,
): Answer<Assignment> {
  const answer = organisation.dispatch({ ...classification, channelLevel, returnedBy });
  const { division, unit } = answer.value;
  if (organisation.unit(division, unit)) return answer;

  const group = organisation.divisions.find(({ kind }) => kind === 'group');
  if (!group) throw new Error(`organisation ${organisation.id} has no division of kind group`);
  return {
    value: { division: group.id, unit: group.fallbackUnit, fallback: true },
    reason: { ...answer.reason, rule: `${answer.reason.rule}/no-such-unit:${division}/${unit}` },
  };
}
