import type { Organisation } from '../organisation.js';

/**
 * The province a complaint is counted in (属地): that of whoever took it in, and where that is no province, of the fault,
 * of the customer's home, of the number. The division itself where no place is known.
 */
export function provinceOf(
  organisation: Pick<Organisation, 'division'>,
  division: string,
  { faultRegion, homeRegion, numberRegion }: Record<'faultRegion' | 'homeRegion' | 'numberRegion', string | null>,
): string {
  if (organisation.division(division)?.kind === 'province') return division;
  const region = faultRegion ?? homeRegion ?? numberRegion;
  return region === null ? division : region.slice(0, 2);
}
