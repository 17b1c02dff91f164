/**
 * Numbers that belong to nobody.
 *
 * Mobile: of the network 134, the ministry has given 1340 to 1348 to one operator and of 1349 only the thousands 2, 3 and 9
 * to another (我国公众移动通信网网号及H0分配情况, as of March 2023); 1349 followed by 0, 1, 4, 5, 6, 7, 8 is given to nobody.
 * Unlike 154 or 194, which are free as a whole, every check of a number takes it.
 *
 * Fixed line: a local number never begins with 0, the prefix of long distance (电信网编号计划 2.2); so `020-0...` is a
 * number by its length and its area code, and rings nowhere.
 */
export const FREE_MOBILES = ['13490', '13491', '13494', '13495', '13496', '13497', '13498'] as const;

const PER_PREFIX = 1_000_000;

/** So many households can have a number of their own. */
export const MOST_HOUSEHOLDS = FREE_MOBILES.length * PER_PREFIX;

/** Shares no factor with the number of households, so that each gets another number; neighbours look unlike each other. */
const STRIDE = 2_654_437;

/** Every household has another number; which one, the seed says. */
export function mobileOf(household: number, seed: number): string {
  const place = placeOf(household, seed);
  return FREE_MOBILES[Math.floor(place / PER_PREFIX)]! + String(place % PER_PREFIX).padStart(6, '0');
}

export function fixedLineOf(household: number, seed: number, areaCode: string): string {
  return `${areaCode}-0${String(placeOf(household, seed)).padStart(7, '0')}`;
}

/** 宽带账号 and its like: letters first, so that nobody takes it for a phone number. */
export function accountOf(household: number, seed: number, prefix: string, region: string): string {
  return `${prefix}${region}${String(placeOf(household, seed)).padStart(7, '0')}`;
}

function placeOf(household: number, seed: number): number {
  if (household < 0 || household >= MOST_HOUSEHOLDS) {
    throw new RangeError(
      `there are free numbers for ${MOST_HOUSEHOLDS} households, none for ${household}: ask for fewer`,
    );
  }
  const offset = ((seed % MOST_HOUSEHOLDS) + MOST_HOUSEHOLDS) * 7919;
  return (household * STRIDE + offset) % MOST_HOUSEHOLDS;
}
