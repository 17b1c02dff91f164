import type { Organisations } from '@cc/procedures';
import { Problem } from '@cc/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { FoundComplaint } from '../tell-story/named-complaint.js';
import { Stories } from '../tell-story/stories.js';
import type { Language } from '../tell-story/tell-story.js';
import { ORGANISATIONS } from '../tokens.js';
import type { Period } from './overview.js';
import type { Part } from './part.js';
import { ReadOverview, type Seen } from './read-overview.js';
import { overviewParts } from './render-overview.js';
import { storyParts } from './render-story.js';

/** Something that people look at while it changes; all who look at the same share what is read for it. */
export interface View {
  key: string;
  read(): Promise<Part[]>;
  /** The complaint it is about, where facts of that one alone change it. */
  complaintId?: string;
}

@Injectable()
export class Views {
  constructor(
    private readonly overviews: ReadOverview,
    private readonly stories: Stories,
    @Inject(ORGANISATIONS) private readonly organisations: Organisations,
  ) {}

  /** Throws a `Problem` when there is no such organisation. */
  overview({ organisation, divisions }: Seen, period: Period, language: Language): View {
    if (!this.organisations.ids().includes(organisation)) throw unknownOrganisation(organisation);
    return {
      key: JSON.stringify(['overview', organisation, divisions, period, language]),
      read: async () => {
        const overview = await this.overviews.of({ organisation, divisions }, period);
        return overviewParts({ overview, organisation: this.organisations.of(organisation), period, language });
      },
    };
  }

  story(complaint: FoundComplaint, language: Language): View {
    return {
      key: JSON.stringify(['story', complaint.complaintId, language]),
      complaintId: complaint.complaintId,
      read: async () => storyParts(await this.stories.tell(complaint, language), language),
    };
  }
}

const unknownOrganisation = (id: string) =>
  new Problem({
    status: 403,
    type: 'organisation-unknown',
    title: { zh: '没有该组织', en: 'No such organisation' },
    detail: {
      zh: `平台没有组织 ${id} 的资料；请联系身份认证系统的管理员核对 org`,
      en: `the platform has no data of the organisation ${id}; ask the administrator of your sign-in to check org`,
    },
  });
