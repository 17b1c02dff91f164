import { join } from 'node:path';
import { loadRegions } from './region.js';

const regions = loadRegions(join(import.meta.dirname, '../../data'));

describe('places', () => {
  it.each([
    ['44', '44'],
    ['440000', '44'],
    ['４４０１００', '440100'],
    ['440106', '440106'],
    ['110000', '11'],
    ['广东', '44'],
    ['广东省', '44'],
    ['粤', '44'],
    ['内蒙古', '15'],
    ['新疆维吾尔自治区', '65'],
    ['广西', '45'],
    ['香港', '81'],
    ['广州', '440100'],
    ['广州市', '440100'],
    ['广东省广州市', '440100'],
    ['广东 广州', '440100'],
    ['广东省-广州市-天河区', '440106'],
    ['广州天河', '440106'],
    ['广东省广州市天河区体育西路100号', '440106'],
    ['北京', '11'],
    ['北京市朝阳区', '110105'],
    ['重庆市渝北区', '500112'],
    ['吉林', '22'],
    ['吉林市', '220200'],
    ['吉林省吉林市', '220200'],
    ['恩施', '422800'],
    ['恩施土家族苗族自治州', '422800'],
    ['西双版纳', '532800'],
    ['湖南省长沙市岳麓区', '430104'],
    ['海南', '46'],
    ['贵阳', '520100'],
    ['新乡', '410700'],
    ['云浮市', '445300'],
    ['青岛', '370200'],
  ])('finds %s', (written, code) => {
    expect(regions.find(written)).toEqual({ kind: 'found', code });
  });

  it.each(['99', '990100', '440199', '4401', '4', '4401001'])('does not know the code %s', (written) => {
    expect(regions.find(written)).toEqual({ kind: 'unknownCode' });
  });

  it.each(['', '火星', '某地', 'Guangdong'])('does not know the name %j', (written) => {
    expect(regions.find(written)).toEqual({ kind: 'unknownName' });
  });

  it('does not guess between places of one name', () => {
    expect(regions.find('鼓楼区')).toMatchObject({ kind: 'ambiguous' });
    expect(regions.find('江苏省南京市鼓楼区')).toEqual({ kind: 'found', code: '320106' });
  });

  it.each([
    ['+862038001234', '440100'],
    ['+861065001234', '11'],
    ['+8675526601234', '440300'],
    ['+8673184551234', '43'],
    ['+8613800138000', null],
    ['+85223456789', null],
    ['10000', null],
  ])('knows where %s is at home', (number, code) => {
    expect(regions.ofLandline(number)).toBe(code);
  });
});
