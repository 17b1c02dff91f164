import type { Outcome, SubmissionOnTheWire } from '@cc/contracts';
import type { Organisation } from '@cc/procedures';
import { randomFor, Weighted, type Random } from '../random.js';
import { writtenAt } from '../record.js';
import type { Shares } from '../shares.js';
import { ALL_CLASSES, categoriesOf } from '../texts/all-classes.js';
import type { ClassTexts } from '../texts/classes.js';
import { settledText, tell } from '../texts/compose.js';
import type { Wave } from '../waves.js';
import { Channels, type Way } from './channels.js';
import { nameOf } from './people.js';
import { accountOf, fixedLineOf, mobileOf } from './phones.js';
import { addressIn, Places, type Place } from './places.js';

/** All that is needed to make the same contact again, whenever something follows from it. */
export interface Origin {
  /** Unique in the month; its sub-streams are called by it. */
  name: string;
  /** Whose number it is. */
  household: number;
  /** When the record reaches the platform. */
  at: number;
  wave: Wave | null;
}

/** 一次来话: what a customer wants, as its source submits it, and what can become of each item. */
export interface Contact {
  submission: Submission;
  outcomes: readonly Outcome[];
  /** What the first item is about. */
  texts: ClassTexts;
  place: Place;
  /** 申诉: whatever is open already, it is a complaint of its own. */
  appeals: boolean;
}

export type Submission = SubmissionOnTheWire;
export type NewItem = Extract<Submission['items'][number], { kind: 'new' }>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Makes contacts, each a pure function of the seed and its origin. */
export class Contacts {
  readonly channels: Channels;
  readonly places: Places;
  private readonly classes: Weighted<ClassTexts>;
  private readonly levels: Weighted<Shares['levels'][number]>;
  private readonly urgencies: Weighted<Shares['urgencies'][number]>;

  constructor(
    readonly seed: number,
    private readonly organisation: Organisation,
    readonly shares: Shares,
    readonly offsetMinutes: number,
  ) {
    this.channels = new Channels(organisation, shares);
    this.places = new Places(organisation);
    this.classes = new Weighted(ALL_CLASSES, ({ weight }) => weight);
    this.levels = new Weighted(shares.levels, ({ weight }) => weight);
    this.urgencies = new Weighted(shares.urgencies, ({ weight }) => weight);
    // A class that the organisation does not have is said now, not in the middle of the month.
    for (const { path } of ALL_CLASSES) categoriesOf(path, organisation.categories);
  }

  of(origin: Origin): Contact {
    const about = (what: string) => randomFor(this.seed, what, origin.name);
    const { wave } = origin;
    const texts = wave?.texts ?? this.classes.pick(about('class'));
    const place = wave?.place ?? this.places.one(about('place'));
    const way = wave
      ? this.channels.hotlineOf(about('channel').chance(wave.upgraded) ? null : place.city.province)
      : this.channels.one(about('channel'), place.city.province, texts.path[0] === 'roaming');
    const [soonest, latest] = way.minutes;
    const occurredAt = origin.at - about('delay').between(soonest * MINUTE, latest * MINUTE);

    const customer = about('customer');
    const anonymous = wave === null && customer.chance(this.shares.anonymous);
    const outcomes: Outcome[] = ['ticket'];
    const first = this.newItem(origin, about, '', { texts, place, way, occurredAt, anonymous });
    if (!wave && this.settledOnTheSpot(way, about('settled'))) {
      first.settled = { done: settledText(about('settled text')) };
      outcomes[0] = 'settled';
    }
    const items: NewItem[] = [first];
    if (!wave && about('two').chance(this.shares.twoInOneCall)) {
      const other = this.classes.pick(about('class 2'));
      items.push(this.newItem(origin, about, ' 2', { texts: other, place, way, occurredAt, anonymous }));
      outcomes.push('ticket');
    }

    const sourceId = this.idOf(origin.at, origin.name);
    const submission: Submission = {
      source: way.source.id,
      sourceId,
      occurredAt: writtenAt(occurredAt, this.offsetMinutes),
      channel: way.channel,
      ...(way.level === null ? {} : { channelLevel: way.level }),
      ...(anonymous ? {} : { customer: this.customer(origin, place, customer) }),
      ...(way.channel === 'hotline' ? { recording: `rec/${way.source.id}/${sourceId}.wav` } : {}),
      items,
    };
    const appeals = (way.level ?? way.source.channelLevel) === 'appeal';
    return { submission, outcomes, texts, place, appeals };
  }

  /** 来源流水号: with the seed in it, so that months of several seeds do not meet. */
  idOf(at: number, name: string): string {
    return `${writtenAt(at, this.offsetMinutes).slice(0, 10).replaceAll('-', '')}-${this.seed}-${name}`;
  }

  private customer(origin: Origin, { city }: Place, random: Random): NonNullable<Submission['customer']> {
    const { level } = this.levels.pick(random);
    return {
      name: nameOf(random),
      phone: mobileOf(origin.household, this.seed),
      ...(level === null ? {} : { level }),
      homeRegion: random.chance(0.2) ? city.province : city.code,
    };
  }

  private newItem(
    origin: Origin,
    about: (what: string) => Random,
    which: string,
    known: { texts: ClassTexts; place: Place; way: Way; occurredAt: number; anonymous: boolean },
  ): NewItem {
    const { texts, place, way, occurredAt, anonymous } = known;
    const random = about(`item${which}`);
    const where =
      texts.placed && !origin.wave && random.chance(this.shares.faultElsewhere) ? this.places.one(random) : place;
    const address = addressIn(where, random);
    const told = tell(about(`text${which}`), {
      channel: way.channel,
      texts,
      address: address.full,
      place: random.chance(0.4) ? '' : `${where.district?.name ?? where.city.name}${address.estate}，`,
      ...(origin.wave ? { phenomenon: random.one(origin.wave.phenomena) } : {}),
    });
    const pictures = ['app', 'web', 'wechat'].includes(way.channel) && random.chance(this.shares.picture);
    return {
      kind: 'new',
      ...told,
      ...(anonymous ? {} : { businessNumber: this.businessNumber(origin.household, texts, place) }),
      category: this.category(origin, texts, random),
      urgency: this.urgencies.pick(random).urgency,
      ...(texts.placed
        ? {
            fault: {
              at: writtenAt(occurredAt - random.between(HOUR / 2, 96 * HOUR), this.offsetMinutes),
              region: this.region(where, random),
              address: address.full,
            },
          }
        : {}),
      ...(way.channel === 'regulator' ? { answerBy: writtenAt(occurredAt + 15 * 24 * HOUR, this.offsetMinutes) } : {}),
      ...(pictures ? { attachments: [attachment(random)] } : {}),
    };
  }

  private businessNumber(household: number, { line }: ClassTexts, { city }: Place): string {
    const account = (prefix: string) => accountOf(household, this.seed, prefix, city.code);
    switch (line) {
      case 'mobile':
        return mobileOf(household, this.seed);
      case 'fixed':
        return city.areaCode === null ? account('gh') : fixedLineOf(household, this.seed, city.areaCode);
      case 'broadband':
        return account('kd');
      case 'tv':
        return account('itv');
      case 'leased':
        return account('zx');
    }
  }

  /** Sources write classes as they like: codes, names, fewer levels than we have, or none. */
  private category({ wave }: Origin, { path }: ClassTexts, random: Random): string[] {
    const { codes, names, wide } = this.shares.classes;
    const way = random.fraction();
    if (wave || way < codes) return [...path];
    const named = categoriesOf(path, this.organisation.categories).map(({ name }) => name.zh);
    if (way < codes + names) return named;
    return way < codes + names + wide ? named.slice(0, 2) : [];
  }

  /** By code of the city or of the district, or by name. */
  private region({ city, district }: Place, random: Random): string {
    const { inWords, district: byDistrict } = this.shares.places;
    const way = random.fraction();
    if (way < inWords) return city.provinceName + city.name;
    return district !== null && way < inWords + byDistrict ? district.code : city.code;
  }

  private settledOnTheSpot({ channel }: Way, random: Random): boolean {
    return (channel === 'hotline' || channel === 'hall') && random.chance(this.shares.settled);
  }
}

function attachment(random: Random) {
  const sha256 = Array.from({ length: 8 }, () => random.between(0, 0xffffffff).toString(16).padStart(8, '0')).join('');
  return {
    url: `https://pictures.example/${sha256.slice(0, 12)}.jpg`,
    mediaType: 'image/jpeg',
    size: random.between(40_000, 4_000_000),
    sha256,
  };
}
