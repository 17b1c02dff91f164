import { timesOf, type CpuProfile } from './times.js';

const frame = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url, lineNumber: 6 },
  children,
});

describe('the times of a profile', () => {
  const profile: CpuProfile = {
    nodes: [
      frame(0, '(root)', '', [1, 2, 3]),
      frame(1, '(idle)', ''),
      frame(2, '(garbage collector)', ''),
      frame(3, 'decode', 'file:///home/me/hub/libs/messaging/dist/broker/wire.js', [4, 6]),
      frame(4, 'parse', 'file:///home/me/hub/node_modules/zod/v4/core/parse.js', [5]),
      frame(5, 'parse', 'file:///home/me/hub/node_modules/zod/v4/core/parse.js', [7]),
      frame(6, '', 'node:internal/streams/readable'),
      frame(7, 'post', 'node:inspector'),
    ],
    samples: [1, 2, 3, 4, 5, 6, 7],
    timeDeltas: [9000, 1000, 2000, 3000, 1500, 250, 7000],
  };

  it('count where the processor was, by package, and leave waiting and the profiler out', () => {
    expect(timesOf(profile).packages).toEqual([
      ['zod', 4.5],
      ['libs/messaging', 2],
      ['(garbage collector)', 1],
      ['node:internal', 0.25],
    ]);
  });

  it('name functions with the file and line where they begin', () => {
    const { functions } = timesOf(profile);

    expect(functions[0]).toEqual(['parse zod/v4/core/parse.js:7', 4.5]);
    expect(functions[1]).toEqual(['decode libs/messaging/dist/broker/wire.js:7', 2]);
    expect(functions.at(-1)).toEqual(['anonymous node:internal/streams/readable:7', 0.25]);
  });

  it('count a function with what it calls, once however often it calls itself', () => {
    expect(timesOf(profile).withCallees).toEqual([
      ['decode libs/messaging/dist/broker/wire.js:7', 6.75],
      ['parse zod/v4/core/parse.js:7', 4.5],
    ]);
  });
});
