import type { Organisation, Source } from '@cc/procedures';
import { Weighted, type Random } from '../random.js';
import type { Shares } from '../shares.js';

type ChannelShare = Shares['channels'][number];

/** How a customer came, and which of the organisation's sources submits it. */
export interface Way {
  channel: ChannelShare['channel'];
  source: Source;
  /** Null: the source's own level. */
  level: ChannelShare['level'] | null;
  /** From the customer's words to the record, least and most. */
  minutes: readonly [number, number];
}

/** 渠道: by which way customers come. */
export class Channels {
  private readonly channels: Weighted<ChannelShare>;
  private readonly sources: ReadonlyMap<string, Source>;

  constructor(
    organisation: Organisation,
    private readonly shares: Shares,
  ) {
    this.sources = new Map(organisation.sources.map((source) => [source.id, source]));
    this.channels = new Weighted(shares.channels, ({ weight }) => weight);
  }

  one(random: Random, province: string, abroad: boolean): Way {
    const share = this.channels.pick(random);
    const { source, minutes, share: part } = this.shares.roamingCentre;
    if (abroad && random.chance(part)) {
      return { channel: 'hotline', source: this.source(source), level: null, minutes };
    }
    return this.way(share, province);
  }

  /** The regulator's own way. */
  appeal(): Way {
    return this.way(this.first((share) => share.channel === 'regulator'));
  }

  /** The hotline of a province; null: that of the group. */
  hotlineOf(province: string | null): Way {
    const ofProvince = ({ source }: ChannelShare) => source.includes('{province}');
    const fits = (share: ChannelShare) => share.channel === 'hotline' && ofProvince(share) === (province !== null);
    return this.way(this.first(fits), province ?? '');
  }

  private first(fits: (share: ChannelShare) => boolean): ChannelShare {
    const found = this.shares.channels.find(fits);
    if (!found) throw new Error('the shares need a hotline of the provinces, one of the group, and a regulator');
    return found;
  }

  private way({ channel, source, level, minutes }: ChannelShare, province = ''): Way {
    return { channel, source: this.source(source.replace('{province}', province)), level: level ?? null, minutes };
  }

  private source(id: string): Source {
    const source = this.sources.get(id);
    if (!source) throw new Error(`the organisation has no source ${id}: mend the channels of the shares`);
    return source;
  }
}
