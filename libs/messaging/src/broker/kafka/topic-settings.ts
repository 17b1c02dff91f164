import kafkajs, { type Admin, type DescribeConfigResponse } from 'kafkajs';
import type { KeptSetting } from '../broker.js';

const { TOPIC } = kafkajs.ConfigResourceTypes;
/** kafkajs has it in its types alone: the value is the topic's own, not the broker's default. */
const OF_THE_TOPIC = 1;
/** The platform rests on it. Any other setting may throw records away: that is for whoever runs the broker to decide. */
const SET = 'message.timestamp.type';

interface Wanted {
  topic: string;
  config?: Record<string, string>;
}

type Entries = DescribeConfigResponse['resources'][number]['configEntries'];

/** Lets the broker stamp topics that were created otherwise. Answers which other settings differ. */
export async function settle(admin: Admin, topics: readonly Wanted[]): Promise<KeptSetting[]> {
  const wanted = new Map(topics.flatMap(({ topic, config }) => (config ? [[topic, config] as const] : [])));
  if (wanted.size === 0) return [];
  const { resources } = await admin.describeConfigs({
    resources: [...wanted.keys()].map((name) => ({ type: TOPIC, name })),
    includeSynonyms: false,
  });
  const differing = resources.map(({ resourceName, configEntries }) => {
    const now = new Map(configEntries.map(({ configName, configValue }) => [configName, configValue]));
    const settings = Object.entries(wanted.get(resourceName)!).filter(([name, value]) => now.get(name) !== value);
    return { topic: resourceName, now, settings, configEntries };
  });
  const toStamp = differing.flatMap(({ topic, settings, configEntries }) => {
    const [, value] = settings.find(([name]) => name === SET) ?? [];
    return value === undefined
      ? []
      : { type: TOPIC, name: topic, configEntries: [...own(configEntries), { name: SET, value }] };
  });
  if (toStamp.length > 0) await admin.alterConfigs({ resources: toStamp, validateOnly: false });
  return differing.flatMap(({ topic, now, settings }) =>
    settings
      .filter(([name]) => name !== SET)
      .map(([name, value]) => ({ topic, setting: name, kept: now.get(name), ofNew: value })),
  );
}

/** What is not named when settings are altered falls back to the broker's default. */
function own(entries: Entries): { name: string; value: string }[] {
  return entries
    .filter(({ configName, configSource }) => Number(configSource) === OF_THE_TOPIC && configName !== SET)
    .map(({ configName, configValue }) => ({ name: configName, value: configValue }));
}
