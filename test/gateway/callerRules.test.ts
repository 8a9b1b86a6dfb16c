import { createLocalJWKSet } from 'jose';
import { describe, expect, it } from 'vitest';
import { mapClaims } from '../../gateway/authentication/mapClaims.ts';
import { NOBODY, parseCallerRules } from '../../gateway/authentication/parseCallerRules.ts';
import { createTokenVerifier } from '../../gateway/authentication/verifyToken.ts';
import { PROVIDERS, type ProviderTokens } from './providerTokens.ts';
import { NOW, OUR_JWK, OUR_KEYS, signToken } from './signToken.ts';

const CONTEXTS = {
  observer: { scopes: ['observations:read'], requiredClaims: ['institute'] },
  robot: { scopes: ['instruments:service'], vouchedClaims: [] },
};
const MINIMAL = { contextClaim: 'role', vouchedClaims: [], contexts: {} };

describe.each(Object.entries(PROVIDERS))('the preset %s', (_name, provider) => {
  it('makes a caller of an access token', async () => {
    expect(await verify(provider, provider.access)).toEqual({
      kind: 'authenticated',
      subject: provider.access[provider === PROVIDERS.entra ? 'oid' : 'sub'],
      context: 'observer',
      scopes: new Set(['observations:read']),
      claims: { institute: 'Mount Example' },
    });
  });

  it("makes a caller of a client's own access token, with exactly its scopes", async () => {
    expect(await verify(provider, { ...provider.clientAccess, institute: 'Mount Example' })).toMatchObject({
      context: 'robot',
      scopes: new Set(['instruments:service']),
      claims: {},
    });
  });

  it('attack 52: refuses an ID token', async () => {
    await expect(verify(provider, provider.id)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('attack 52: refuses an ID token that says all that an access token does, but for its kind', async () => {
    const { id, access } = provider;
    const kind = Object.fromEntries(['aud', 'token_use', 'typ', 'azp'].map((name) => [name, id[name]]));
    await expect(verify(provider, { ...access, ...kind })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('attack 55: refuses a token for another resource', async () => {
    const elsewhere = { aud: 'urn:elsewhere', client_id: 'elsewhere' };
    await expect(verify(provider, { ...provider.access, ...elsewhere })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('attack 52: refuses the type of another token, and an algorithm that the provider does not sign with', async () => {
    for (const header of [{ typ: 'logout+jwt' }, { typ: 'secevent+jwt' }, { alg: 'RS512' }]) {
      await expect(verify(provider, provider.access, header)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    }
  });
});

async function verify(
  { issuer, audience, rules, headerType }: ProviderTokens,
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = {},
) {
  const { alg: _any, ...jwk } = OUR_JWK;
  const verifyCaller = createTokenVerifier({
    issuer,
    audience,
    keys: createLocalJWKSet({ keys: [jwk] }),
    rules: parseCallerRules({ ...rules, contexts: CONTEXTS }),
    maxLifeSeconds: 900,
    now: () => NOW,
  });
  const standard = { aud: undefined, role: undefined, scope: undefined };
  const token = await signToken({
    claims: { ...standard, ...claims },
    header: { typ: headerType, ...header },
    key: OUR_KEYS.privateKey,
  });
  return verifyCaller(`Bearer ${token}`);
}

it('attack 55: a token that says by another claim that it is ours is refused where its aud says that it is not', async () => {
  const { cognito } = PROVIDERS;
  for (const aud of ['https://elsewhere.example', ['https://elsewhere.example'], null]) {
    await expect(verify(cognito, { ...cognito.access, aud })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  }
  expect(await verify(cognito, { ...cognito.access, aud: ['urn:other', cognito.audience] })).toMatchObject({
    context: 'observer',
  });
});

describe('caller rules', () => {
  const map = (rules: object, claims: object) =>
    mapClaims(parseCallerRules({ vouchedClaims: [], contexts: CONTEXTS, ...rules }), {
      sub: 'ada',
      institute: 'Mount Example',
      ...claims,
    });

  it('of a preset give way to what the file says', () => {
    const { tokens } = parseCallerRules({
      ...MINIMAL,
      preset: 'keycloak',
      algorithms: ['ES256'],
      headerTypes: ['At+JWT', null],
      kindClaims: { typ: false },
      audienceClaim: 'azp',
      subjectClaim: ['user', 'id'],
      scopeClaims: ['scp', ['resource_access', 'sky.web', 'roles']],
      scopePrefix: 'sky/',
      vouchedClaims: { institute: ['user', 'institute'] },
    });
    expect(tokens).toEqual({
      algorithms: ['ES256'],
      headerTypes: ['at+jwt', null],
      kindClaims: { typ: false },
      audienceClaim: ['azp'],
      subjectClaim: ['user', 'id'],
      context: { kind: 'claim', path: ['role'] },
      scopeClaims: [['scp'], ['resource_access', 'sky.web', 'roles']],
      scopePrefix: 'sky/',
      vouchedClaims: { institute: ['user', 'institute'] },
    });
  });

  it('find a context among groups, and none where there are several', () => {
    const groups = (...names: unknown[]) => map({ groupsClaim: 'groups' }, { groups: names })?.context;
    expect(groups('staff', 'observer', 'observer')).toBe('observer');
    expect(groups('observer', 'robot')).toBeUndefined();
    expect(groups('staff', 'constructor', 7)).toBeUndefined();
    expect(map({ groupsClaim: 'groups' }, { groups: 'observer' })).toBeUndefined();
    expect(map({ contextClaim: 'role' }, { role: ['observer'] })).toBeUndefined();
  });

  it('take scopes from texts and lists, and nothing that is neither', () => {
    const scopes = (scp: unknown) => [
      ...(map({ contextClaim: 'role', scopeClaims: ['scp'] }, { role: 'observer', scp })?.scopes ?? []),
    ];
    expect(scopes('a observations:read')).toEqual(['observations:read']);
    expect(scopes(['a', 'observations:read', 7])).toEqual(['observations:read']);
    for (const scp of [['observations:read instruments:service'], { 0: 'observations:read' }, 7, null]) {
      expect(scopes(scp)).toEqual([]);
    }
  });

  it('find no claim that only every object has', () => {
    const rules = { contextClaim: ['constructor', 'name'], contexts: { Object: { scopes: [] } } };
    expect(map(rules, {})).toBeUndefined();
    expect(map({ contextClaim: 'role', subjectClaim: '__proto__' }, { role: 'observer' })).toBeUndefined();
  });

  it('of nobody make no caller of any token', () => {
    expect(mapClaims(NOBODY, { sub: 'ada', context: 'observer' })).toBeUndefined();
  });

  it.each<[object, string]>([
    [{ preset: 'okta' }, '"preset" must be one of standard, cognito, auth0, keycloak, entra, got "okta".'],
    [{ preset: 'constructor' }, '"preset" must be one of'],
    [{ contextClaim: undefined }, '"contextClaim" must be a text or a list of texts: the preset has none.'],
    [{ contextClaim: [] }, '"contextClaim" must be a text'],
    [{ contextClaim: ['a', ''] }, '"contextClaim" must be a text'],
    [{ groupsClaim: 'groups' }, '"groupsClaim" cannot stand beside "contextClaim"'],
    [{ algorithms: ['none'] }, '"algorithms" must be a list of'],
    [{ algorithms: ['HS256'] }, '"algorithms" must be a list of'],
    [{ algorithms: [] }, '"algorithms" must be a list of'],
    [{ headerTypes: 'JWT' }, '"headerTypes" must be a list of'],
    [{ headerTypes: [] }, '"headerTypes" must be a list of'],
    [{ kindClaims: ['typ'] }, '"kindClaims" must be an object.'],
    [{ kindClaims: { typ: null } }, '"kindClaims.typ" must be a text, true or false.'],
    [{ audienceClaim: 7 }, '"audienceClaim" must be a text'],
    [{ subjectClaim: [7] }, '"subjectClaim" must be a text'],
    [{ scopeClaims: 'scp' }, '"scopeClaims" must be a list of claims.'],
    [{ scopeClaims: ['scp', 7] }, '"scopeClaims.1" must be a text'],
    [{ scopePrefix: 7 }, '"scopePrefix" must be a text.'],
    [{ vouchedClaims: 'institute' }, '"vouchedClaims" must be a list of texts, or an object'],
    [{ vouchedClaims: { institute: '' } }, '"vouchedClaims.institute" must be a text'],
    [{ contexts: { anonymous: { scopes: [] } } }, '"contexts.anonymous" cannot be a context.'],
    [{ contexts: { observer: [] } }, '"contexts.observer" must be an object.'],
    [
      { contexts: { observer: { scopes: [], vouchedClaims: ['dome'] } } },
      '"contexts.observer.vouchedClaims" names dome, which "vouchedClaims" does not.',
    ],
    [
      { contexts: { observer: { scopes: [], requiredClaim: ['dome'] } } },
      '"contexts.observer.requiredClaim" is unknown here',
    ],
    [{ contextsClaim: 'role' }, '"contextsClaim" is unknown here; there are preset, '],
  ])('that cannot be meant are refused by name: %j', (change, message) => {
    expect(() => parseCallerRules({ ...MINIMAL, ...change })).toThrow(message);
  });
});
