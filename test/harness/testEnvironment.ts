import { generateKeyPairSync } from 'node:crypto';
import type { Caller } from '../../gateway/authentication/caller.ts';
import type { Call } from '../../gateway/execution/dataSource.ts';
import { createCallSigner, type SignedFetch } from '../../gateway/execution/signCall.ts';
import { createCallVerifier, parseGatewayKeys } from '../../subgraphs/callToken.ts';
import { TEST_NOW } from './clock.ts';

/** A key pair in the form of a private JWK, as a gateway has one. */
export function generateGatewayKey(kid: string = crypto.randomUUID()): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid });
}

const GATEWAY_KEY = generateGatewayKey();
const sign = createCallSigner(GATEWAY_KEY, () => TEST_NOW);

/** What a subgraph under test has around it, beside its database; calls are those of {@link signTestCall}. */
export const TEST_ENVIRONMENT = {
  now: () => TEST_NOW,
  secret: 'test',
  verifyCall: createCallVerifier(parseGatewayKeys(GATEWAY_KEY), () => TEST_NOW),
};

/** A caller as the gateway vouches for it; without scopes where it says none. */
export type VouchedCaller =
  | { readonly context: 'anonymous' }
  | {
      readonly context: string;
      readonly subject: string;
      readonly claims?: Readonly<Record<string, unknown>>;
      readonly scopes?: readonly string[];
    };

/** Signs as the gateway would for this caller. */
export function signTestCall(
  subgraph: string,
  caller: VouchedCaller,
  fields: Partial<Pick<Call, 'operationId' | 'requestId' | 'stated'>> = {},
  request: Pick<SignedFetch, 'document' | 'variables'> = { document: '', variables: {} },
): string {
  const call: Call = {
    caller: describeCaller(caller),
    operationId: undefined,
    requestId: 'test',
    stated: {},
    signal: new AbortController().signal,
    ...fields,
  };
  // A token for a mutation reads as well.
  return sign(subgraph)(call, { kind: 'mutation', ...request });
}

function describeCaller(caller: VouchedCaller): Caller {
  if (!('subject' in caller)) return { kind: 'anonymous' };
  const { context, subject, claims = {}, scopes = [] } = caller;
  return { kind: 'authenticated', context, subject, claims, scopes: new Set(scopes) };
}
