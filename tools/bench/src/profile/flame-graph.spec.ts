import { flameGraphPage, flameOf } from './flame-graph.js';
import type { CpuProfile } from './times.js';

const frame = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url, lineNumber: 6 },
  children,
});

const WIRE = 'file:///home/me/hub/libs/messaging/dist/broker/wire.js';
const ZOD = 'file:///home/me/hub/node_modules/zod/v4/core/parse.js';

const profile: CpuProfile = {
  nodes: [
    frame(0, '(root)', '', [1, 2, 3, 4]),
    frame(1, '(idle)', ''),
    frame(2, '(garbage collector)', ''),
    frame(3, 'decode', WIRE, [5, 6]),
    frame(4, 'encode', WIRE),
    frame(5, 'parse', ZOD),
    frame(6, 'parse', ZOD),
  ],
  samples: [1, 2, 3, 5, 6],
  timeDeltas: [9000, 1000, 2000, 3000, 1500],
};

describe('the flame graph of a profile', () => {
  it('holds each function under whoever called it, with what it calls, and no waiting', () => {
    expect(flameOf(profile, 'intake')).toEqual({
      name: 'intake',
      value: 7500,
      children: [
        { name: '(garbage collector)', value: 1000, children: [] },
        {
          name: 'decode libs/messaging/dist/broker/wire.js:7',
          value: 6500,
          children: [{ name: 'parse zod/v4/core/parse.js:7', value: 4500, children: [] }],
        },
      ],
    });
  });

  it('is one page that needs nothing from anywhere', () => {
    const page = flameGraphPage(flameOf(profile, 'intake'));

    expect(page).toContain('"name":"parse zod/v4/core/parse.js:7","value":4500');
    expect(page).toContain('d3-flame-graph');
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)=/);
  });

  it('keeps what a name holds from being read as page', () => {
    const page = flameGraphPage({ name: '</script><b>', value: 1, children: [] });

    expect(page).not.toContain('</script><b>');
    expect(page).toContain('&lt;/script>&lt;b>');
  });
});
