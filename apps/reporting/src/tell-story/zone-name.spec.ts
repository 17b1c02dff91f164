import { zoneName } from './zone-name.js';

it.each([
  ['Asia/Shanghai', 'zh', '北京时间 (UTC+8)'],
  ['Asia/Shanghai', 'en', 'Beijing time (UTC+8)'],
  ['Asia/Urumqi', 'zh', expect.stringMatching(/\(UTC\+6\)$/)],
] as const)('the zone %s is called in %s: %s', (zone, language, name) => {
  expect(zoneName(zone, language, new Date('2026-11-24T02:00:00Z'))).toEqual(name);
});
