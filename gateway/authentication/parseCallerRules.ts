import type { CallerContext, CallerRules } from './caller.ts';
import {
  type ClaimPath,
  type ContextClaim,
  PRESETS,
  type ProfilePreset,
  type SignatureAlgorithm,
  type TokenProfile,
} from './tokenProfile.ts';

const KEYS = [
  'preset',
  'algorithms',
  'headerTypes',
  'kindClaims',
  'audienceClaim',
  'subjectClaim',
  'contextClaim',
  'groupsClaim',
  'scopeClaims',
  'scopePrefix',
  'vouchedClaims',
  'dataSubjectClaim',
  'contexts',
] as const;
const CONTEXT_KEYS = ['scopes', 'requiredClaims', 'vouchedClaims'] as const;
const ALGORITHMS: readonly SignatureAlgorithm[] = ['RS256', 'PS256', 'ES256', 'EdDSA'];

type Json = Readonly<Record<string, unknown>>;

/**
 * Parses `callers.json`: `{ preset?, contextClaim | groupsClaim, vouchedClaims, contexts }` and whatever else differs
 * from the preset, by the names of {@link TokenProfile}. A claim is its name, or a list of names from the outside in;
 * `vouchedClaims` is a list of claims that keep their names, or an object of names and claims.
 * @throws TypeError naming the key that is wrong.
 */
export function parseCallerRules(json: unknown): CallerRules {
  if (!isRecord(json)) throw new TypeError('The caller rules must be an object.');
  refuseUnknownKeys(json, KEYS, '');
  const tokens = parseProfile(json, findPreset(json.preset));
  const vouched = Object.keys(tokens.vouchedClaims);
  const dataSubjectClaim = parseDataSubjectClaim(json.dataSubjectClaim, vouched);
  return {
    tokens,
    ...(dataSubjectClaim !== undefined && { dataSubjectClaim }),
    contexts: parseContexts(json.contexts, vouched),
  };
}

function parseDataSubjectClaim(value: unknown, vouched: readonly string[]): string | undefined {
  if (value === undefined || vouched.some((name) => name === value)) return value as string | undefined;
  throw new TypeError('"dataSubjectClaim" must be one of "vouchedClaims".');
}

/** Without rules nobody but the anonymous caller is known. */
export const NOBODY: CallerRules = parseCallerRules({
  contextClaim: 'context',
  vouchedClaims: [],
  contexts: {},
});

function findPreset(name: unknown = 'standard'): ProfilePreset {
  if (typeof name === 'string' && Object.hasOwn(PRESETS, name)) return PRESETS[name as keyof typeof PRESETS];
  throw new TypeError(
    `"preset" must be one of ${Object.keys(PRESETS).join(', ')}, got ${JSON.stringify(name)}.`,
  );
}

function parseProfile(json: Json, preset: ProfilePreset): TokenProfile {
  const context = parseContextClaim(json) ?? preset.context;
  if (context === undefined)
    throw new TypeError('"contextClaim" must be a text or a list of texts: the preset has none.');
  return {
    algorithms: parseAlgorithms(json.algorithms) ?? preset.algorithms,
    headerTypes: parseHeaderTypes(json.headerTypes) ?? preset.headerTypes,
    kindClaims: parseKindClaims(json.kindClaims) ?? preset.kindClaims,
    audienceClaim: parseClaim(json.audienceClaim, 'audienceClaim') ?? preset.audienceClaim,
    subjectClaim: parseClaim(json.subjectClaim, 'subjectClaim') ?? preset.subjectClaim,
    context,
    scopeClaims: parseScopeClaims(json.scopeClaims) ?? preset.scopeClaims,
    scopePrefix: parseText(json.scopePrefix, 'scopePrefix') ?? preset.scopePrefix,
    vouchedClaims: parseVouchedClaims(json.vouchedClaims),
  };
}

function parseContextClaim({ contextClaim, groupsClaim }: Json): ContextClaim | undefined {
  const claim = parseClaim(contextClaim, 'contextClaim');
  const groups = parseClaim(groupsClaim, 'groupsClaim');
  if (claim !== undefined && groups !== undefined) {
    throw new TypeError(
      '"groupsClaim" cannot stand beside "contextClaim": the context comes from one of them.',
    );
  }
  if (claim !== undefined) return { kind: 'claim', path: claim };
  return groups && { kind: 'groups', path: groups };
}

function parseAlgorithms(value: unknown): TokenProfile['algorithms'] | undefined {
  if (value === undefined) return undefined;
  const isKnown = (entry: unknown): entry is SignatureAlgorithm => ALGORITHMS.some((name) => name === entry);
  if (Array.isArray(value) && value.length > 0 && value.every(isKnown)) return value;
  throw new TypeError(`"algorithms" must be a list of ${ALGORITHMS.join(', ')}.`);
}

function parseHeaderTypes(value: unknown): TokenProfile['headerTypes'] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length === 0 || !value.every(isTextOrNull)) {
    throw new TypeError('"headerTypes" must be a list of texts, or of null for none.');
  }
  return value.map((type) => type?.toLowerCase() ?? null);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function parseKindClaims(value: unknown): TokenProfile['kindClaims'] | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value)) throw new TypeError('"kindClaims" must be an object.');
  return Object.fromEntries(
    Object.entries(value).map(([name, kind]) => {
      if (typeof kind === 'string' || typeof kind === 'boolean') return [name, kind];
      throw new TypeError(`"kindClaims.${name}" must be a text, true or false.`);
    }),
  );
}

function parseScopeClaims(value: unknown): TokenProfile['scopeClaims'] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new TypeError('"scopeClaims" must be a list of claims.');
  return value.map((entry, index) => requireClaim(entry, `scopeClaims.${index}`));
}

function parseVouchedClaims(value: unknown): TokenProfile['vouchedClaims'] {
  if (isTextList(value)) return Object.fromEntries(value.map((name) => [name, [name] as const]));
  if (!isRecord(value)) {
    throw new TypeError('"vouchedClaims" must be a list of texts, or an object of names and claims.');
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, claim]) => [name, requireClaim(claim, `vouchedClaims.${name}`)]),
  );
}

function parseContexts(value: unknown, vouched: readonly string[]): CallerRules['contexts'] {
  if (!isRecord(value)) throw new TypeError('"contexts" must be an object.');
  // Subgraphs and policies know nobody by this name.
  if (Object.hasOwn(value, 'anonymous')) throw new TypeError('"contexts.anonymous" cannot be a context.');
  return Object.fromEntries(
    Object.entries(value).map(([name, context]) => [
      name,
      parseContext(context, `contexts.${name}`, vouched),
    ]),
  );
}

function parseContext(value: unknown, place: string, vouched: readonly string[]): CallerContext {
  if (!isRecord(value)) throw new TypeError(`"${place}" must be an object.`);
  refuseUnknownKeys(value, CONTEXT_KEYS, `${place}.`);
  const { scopes, requiredClaims = [], vouchedClaims = vouched } = value;
  if (!isTextList(scopes)) throw new TypeError(`"${place}.scopes" must be a list of texts.`);
  if (!isTextList(requiredClaims)) throw new TypeError(`"${place}.requiredClaims" must be a list of texts.`);
  if (!isTextList(vouchedClaims)) throw new TypeError(`"${place}.vouchedClaims" must be a list of texts.`);
  const unknown = vouchedClaims.find((name) => !vouched.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`"${place}.vouchedClaims" names ${unknown}, which "vouchedClaims" does not.`);
  }
  return { scopes, requiredClaims, vouchedClaims };
}

function parseClaim(value: unknown, key: string): ClaimPath | undefined {
  return value === undefined ? undefined : requireClaim(value, key);
}

function requireClaim(value: unknown, key: string): ClaimPath {
  const path = typeof value === 'string' ? [value] : value;
  const [first, ...rest] = isTextList(path) ? path : [];
  if (first === undefined || [first, ...rest].includes('')) {
    throw new TypeError(`"${key}" must be a text, or a list of texts from the outside in.`);
  }
  return [first, ...rest];
}

function parseText(value: unknown, key: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new TypeError(`"${key}" must be a text.`);
}

/** A key that nobody reads may be a misspelt wish to refuse something. */
function refuseUnknownKeys(value: Json, known: readonly string[], place: string): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new TypeError(`"${place}${unknown}" is unknown here; there are ${known.join(', ')}.`);
  }
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
