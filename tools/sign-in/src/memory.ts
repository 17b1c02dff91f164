import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  payload: AdapterPayload;
  until: number;
}

/** What an identity provider remembers, until the process ends: sessions, codes, grants, by kind and id. */
export function memory(): (kind: string) => Adapter {
  const kept = new Map<string, Kept>();
  const find = (fits: (one: Kept, key: string) => boolean) => {
    for (const [key, one] of kept) {
      if (one.until < Date.now()) kept.delete(key);
      else if (fits(one, key)) return one.payload;
    }
    return undefined;
  };

  return (kind) => ({
    upsert: async (id, payload, expiresIn) => {
      kept.set(`${kind}:${id}`, { payload, until: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
    },
    find: async (id) => find((_, key) => key === `${kind}:${id}`),
    findByUid: async (uid) => find(({ payload }, key) => key.startsWith(`${kind}:`) && payload.uid === uid),
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const one = kept.get(`${kind}:${id}`);
      if (one) one.payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void kept.delete(`${kind}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    },
  });
}
