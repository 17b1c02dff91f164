import type { Place } from '@cc/messaging';

/** As a key of maps. */
export const placeName = ({ topic, partition }: Place): string => `${topic}/${partition}`;
