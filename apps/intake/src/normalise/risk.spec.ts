import { join } from 'node:path';
import { loadRisks } from './risk.js';

const risks = loadRisks(join(import.meta.dirname, '../../data'));

describe('risk flags', () => {
  it.each([
    ['再不解决我就找媒体曝光', ['media']],
    ['已经向工信部反映，并拨打12315', ['consumer-authority', 'regulator']],
    ['我要起诉你们，律师已经请好了', ['legal']],
    ['老人说不想活了，要跳楼', ['self-harm']],
    ['全小区断网，业主群准备集体投诉', ['mass-action']],
    ['上315晚会见', ['media']],
    ['宽带网速慢，请派人维修', []],
    ['', []],
  ])('of %j', (text, flags) => {
    expect(risks.in(text)).toEqual(flags);
  });
});
