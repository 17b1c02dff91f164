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
    const { channel, source, level = null } = this.channels.pick(random);
    const { roamingCentre } = this.shares;
    if (abroad && random.chance(roamingCentre.share)) {
      return { channel: 'hotline', source: this.source(roamingCentre.source), level: null };
    }
    return { channel, source: this.source(source.replace('{province}', province)), level };
  }

  /** The regulator's own way. */
  appeal(): Way {
    const { source } = this.shares.channels.find(({ channel }) => channel === 'regulator')!;
    return { channel: 'regulator', source: this.source(source), level: null };
  }

  /** The hotline of a province; null: that of the group. */
  hotlineOf(province: string | null): Way {
    const ofProvince = ({ source }: ChannelShare) => source.includes('{province}');
    const { source } = this.shares.channels.find(
      (share) => share.channel === 'hotline' && ofProvince(share) === (province !== null),
    )!;
    return { channel: 'hotline', source: this.source(source.replace('{province}', province ?? '')), level: null };
  }

  private source(id: string): Source {
    const source = this.sources.get(id);
    if (!source) throw new Error(`the organisation has no source ${id}: mend the channels of the shares`);
    return source;
  }
}
