import { NOW_SECONDS } from './signToken.ts';

/** A provider's tokens as it writes them, for a deployment that is set up as its preset says. */
export interface ProviderTokens {
  readonly issuer: string;
  readonly audience: string;
  /** What the deployment says beside its contexts. */
  readonly rules: Readonly<Record<string, unknown>>;
  readonly headerType: string | undefined;
  readonly access: Readonly<Record<string, unknown>>;
  /** Of a client on its own. */
  readonly clientAccess: Readonly<Record<string, unknown>>;
  readonly id: Readonly<Record<string, unknown>>;
}

const TIMES = { iat: NOW_SECONDS, exp: NOW_SECONDS + 300 };
const POOL = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE';
const TENANT = 'aaaabbbb-0000-cccc-1111-dddd2222eeee';

const COGNITO: ProviderTokens = {
  issuer: POOL,
  audience: '1example23456789',
  rules: { preset: 'cognito', scopePrefix: 'sky/', vouchedClaims: ['institute'] },
  headerType: undefined,
  access: {
    sub: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    'cognito:groups': ['staff', 'observer'],
    iss: POOL,
    client_id: '1example23456789',
    origin_jti: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    event_id: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    token_use: 'access',
    scope: 'openid sky/observations:read other/instruments:service',
    auth_time: NOW_SECONDS,
    jti: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    username: 'ada',
    version: 2,
    institute: 'Mount Example',
    ...TIMES,
  },
  clientAccess: {
    sub: '1example23456789',
    'cognito:groups': ['robot'],
    iss: POOL,
    client_id: '1example23456789',
    token_use: 'access',
    scope: 'sky/instruments:service',
    auth_time: NOW_SECONDS,
    jti: 'bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee',
    version: 2,
    ...TIMES,
  },
  id: {
    sub: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    'cognito:groups': ['staff', 'observer'],
    iss: POOL,
    aud: '1example23456789',
    client_id: '1example23456789',
    token_use: 'id',
    auth_time: NOW_SECONDS,
    'cognito:username': 'ada',
    email: 'ada@observatory.example',
    institute: 'Mount Example',
    ...TIMES,
  },
};

const AUTH0: ProviderTokens = {
  issuer: 'https://observatory.auth0.example/',
  audience: 'https://observatory.example',
  rules: {
    preset: 'auth0',
    contextClaim: 'https://observatory.example/context',
    vouchedClaims: { institute: 'https://observatory.example/institute' },
  },
  headerType: 'JWT',
  access: {
    iss: 'https://observatory.auth0.example/',
    sub: 'auth0|6553da60a54af58e29493993',
    aud: ['https://observatory.example', 'https://observatory.auth0.example/userinfo'],
    azp: 'K1AUPhZq8mRi0Q0pjhkfu1D7y6KjDQja',
    scope: 'openid profile',
    permissions: ['observations:read'],
    'https://observatory.example/context': 'observer',
    'https://observatory.example/institute': 'Mount Example',
    ...TIMES,
  },
  clientAccess: {
    iss: 'https://observatory.auth0.example/',
    sub: 'awZfdIir8YFdGZWkvCejDoUb7SjTDicx@clients',
    aud: 'https://observatory.example',
    azp: 'awZfdIir8YFdGZWkvCejDoUb7SjTDicx',
    scope: 'instruments:service',
    gty: 'client-credentials',
    'https://observatory.example/context': 'robot',
    ...TIMES,
  },
  id: {
    iss: 'https://observatory.auth0.example/',
    sub: 'auth0|6553da60a54af58e29493993',
    aud: 'K1AUPhZq8mRi0Q0pjhkfu1D7y6KjDQja',
    sid: 'kVwmfN4PsYmRkXWrJvNyEOGVtsL1H7rd',
    name: 'Ada',
    'https://observatory.example/context': 'observer',
    ...TIMES,
  },
};

const KEYCLOAK: ProviderTokens = {
  issuer: 'https://keycloak.example/realms/observatory',
  audience: 'sky',
  rules: { preset: 'keycloak', vouchedClaims: ['institute'] },
  headerType: 'JWT',
  access: {
    jti: 'onrtac:7d2c5b1e-1f0a-4f5c-9c2e-2f4b6f7e8d90',
    iss: 'https://keycloak.example/realms/observatory',
    aud: ['sky', 'account'],
    sub: 'f1c4f64e-2c0c-4cda-8c9f-9f3f8f3a2b0e',
    typ: 'Bearer',
    azp: 'sky-web',
    sid: '0a3a8a3a-7f00-4f2f-8e89-9e5f9b0a0a0a',
    acr: '1',
    'allowed-origins': ['https://sky.example'],
    realm_access: { roles: ['offline_access', 'default-roles-observatory', 'observer', 'observations:read'] },
    resource_access: { account: { roles: ['manage-account', 'instruments:service'] } },
    scope: 'openid profile email',
    preferred_username: 'ada',
    institute: 'Mount Example',
    ...TIMES,
  },
  clientAccess: {
    jti: 'trrtcc:312ee6e5-90a4-4c9a-a4a9-0b7c2a7f1c11',
    iss: 'https://keycloak.example/realms/observatory',
    aud: 'sky',
    sub: '3f5f3f0e-9a64-4f55-8a49-0f6f1c6f7b21',
    typ: 'Bearer',
    azp: 'sky-sync',
    realm_access: { roles: ['robot'] },
    scope: 'instruments:service',
    preferred_username: 'service-account-sky-sync',
    client_id: 'sky-sync',
    ...TIMES,
  },
  id: {
    jti: '5b1e7d2c-1f0a-4f5c-9c2e-2f4b6f7e8d90',
    iss: 'https://keycloak.example/realms/observatory',
    aud: 'sky',
    sub: 'f1c4f64e-2c0c-4cda-8c9f-9f3f8f3a2b0e',
    typ: 'ID',
    azp: 'sky',
    realm_access: { roles: ['observer', 'observations:read'] },
    ...TIMES,
  },
};

const ENTRA: ProviderTokens = {
  issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  audience: '00001111-aaaa-2222-bbbb-3333cccc4444',
  rules: { preset: 'entra', subjectClaim: 'oid', vouchedClaims: ['institute'] },
  headerType: 'JWT',
  access: {
    aud: '00001111-aaaa-2222-bbbb-3333cccc4444',
    iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    nbf: NOW_SECONDS,
    azp: '11112222-bbbb-3333-cccc-4444dddd5555',
    azpacr: '0',
    name: 'Ada',
    oid: 'bbbbbbbb-1111-2222-3333-cccccccccccc',
    roles: ['observer'],
    scp: 'profile observations:read',
    sub: 'HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ',
    tid: TENANT,
    uti: 'fqiBqXLPj0eQa82S-IYFAA',
    ver: '2.0',
    institute: 'Mount Example',
    ...TIMES,
  },
  clientAccess: {
    aud: '00001111-aaaa-2222-bbbb-3333cccc4444',
    iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    azp: '22223333-cccc-4444-dddd-5555eeee6666',
    azpacr: '1',
    idtyp: 'app',
    oid: 'dddddddd-9999-0000-1111-eeeeeeeeeeee',
    roles: ['robot', 'instruments:service'],
    sub: 'dddddddd-9999-0000-1111-eeeeeeeeeeee',
    tid: TENANT,
    ver: '2.0',
    ...TIMES,
  },
  id: {
    aud: '00001111-aaaa-2222-bbbb-3333cccc4444',
    iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    name: 'Ada',
    oid: 'bbbbbbbb-1111-2222-3333-cccccccccccc',
    roles: ['observer'],
    sub: 'HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ',
    tid: TENANT,
    ver: '2.0',
    ...TIMES,
  },
};

/** Where a pool binds tokens to the resource that they are asked for. */
const COGNITO_WITH_RESOURCES: ProviderTokens = {
  ...COGNITO,
  audience: 'https://observatory.example',
  rules: { ...COGNITO.rules, audienceClaim: 'aud' },
  access: { ...COGNITO.access, aud: 'https://observatory.example' },
  clientAccess: { ...COGNITO.clientAccess, aud: 'https://observatory.example' },
};

const { azp: _azp, ...AUTH0_ACCESS } = AUTH0.access;
const AUTH0_RFC_9068: ProviderTokens = {
  ...AUTH0,
  headerType: 'at+jwt',
  access: { ...AUTH0_ACCESS, client_id: 'K1AUPhZq8mRi0Q0pjhkfu1D7y6KjDQja', jti: '73WakrfVbNJBaAmhQtEeDv' },
};

export const PROVIDERS = {
  cognito: COGNITO,
  'cognito, with resource binding': COGNITO_WITH_RESOURCES,
  auth0: AUTH0,
  'auth0, with its RFC 9068 profile': AUTH0_RFC_9068,
  keycloak: KEYCLOAK,
  'keycloak, with at+jwt for a client': { ...KEYCLOAK, headerType: 'at+jwt' },
  entra: ENTRA,
};
