import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** Where a provider under test keeps sessions, codes and tokens; a restarted one goes on with the same. */
export function createOidcStore(): AdapterFactory {
  const entries = new Map<string, AdapterPayload>();
  return (model): Adapter => {
    const findBy = (name: 'uid' | 'userCode', value: string) =>
      [...entries].find(([key, entry]) => key.startsWith(`${model}:`) && entry[name] === value)?.[1];
    return {
      async upsert(id, payload) {
        entries.set(`${model}:${id}`, payload);
      },
      find: async (id) => entries.get(`${model}:${id}`),
      findByUid: async (uid) => findBy('uid', uid),
      findByUserCode: async (userCode) => findBy('userCode', userCode),
      async consume(id) {
        const entry = entries.get(`${model}:${id}`);
        if (entry !== undefined) entry.consumed = Math.floor(Date.now() / 1_000);
      },
      async destroy(id) {
        entries.delete(`${model}:${id}`);
      },
      async revokeByGrantId(grantId) {
        for (const [key, entry] of entries) if (entry.grantId === grantId) entries.delete(key);
      },
    };
  };
}
