import { parseArgs } from 'node:util';
import { MARKETPLACES } from '../../subgraphs/caller.ts';
import { describeClaims, PERSONAS, type Persona } from '../../subgraphs/personas.ts';
import { type Config, readConfig } from '../config.ts';
import { openDevelopmentIssuer } from '../program/keys.ts';
import { DEVELOPMENT_TOKEN_SECONDS } from '../program/timeLimits.ts';
import { UsageError } from '../usage.ts';

const OPTIONS = {
  as: { type: 'string' },
  list: { type: 'boolean' },
  scope: { type: 'string', multiple: true },
  marketplace: { type: 'string', multiple: true },
  region: { type: 'string', multiple: true },
  ttl: { type: 'string' },
} as const;

/** `genkan token --as <persona> [--scope …] [--marketplace …] [--region …] [--ttl 15m]`, or `genkan token --list` */
export async function token(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.list === true) {
    for (const { id, description } of PERSONAS) process.stdout.write(`${id.padEnd(14)} ${description}\n`);
    return;
  }
  const persona = narrow(findPersona(values.as), values);
  process.stdout.write(`${await signIn(readConfig(), persona, parseTtl(values.ttl))}\n`);
}

/** A development token for a persona. */
export async function signIn(
  config: Config,
  persona: Persona,
  ttlSeconds = DEVELOPMENT_TOKEN_SECONDS,
): Promise<string> {
  if (config.mode !== 'development') {
    throw new UsageError('Tokens come from the OIDC issuer in production.');
  }
  const issuer = await openDevelopmentIssuer(config);
  return issuer.sign(describeClaims(persona), ttlSeconds, new Date());
}

export function findPersona(id: string | undefined): Persona {
  const persona = PERSONAS.find((candidate) => candidate.id === id);
  if (persona !== undefined) return persona;
  throw new UsageError(
    `--as must be one of ${PERSONAS.map((known) => known.id).join(', ')}, got ${id ?? 'none'}.`,
  );
}

/** Takes away what the options do not name; they cannot add. */
function narrow(
  persona: Persona,
  { scope, marketplace, region }: { scope?: string[]; marketplace?: string[]; region?: string[] },
): Persona {
  return {
    ...persona,
    scopes: keep('--scope', persona.scopes, scope),
    marketplaces: keep('--marketplace', persona.marketplaces, marketplace),
    regions: keep('--region', persona.regions, region),
  };
}

function keep<Name extends string>(
  option: string,
  granted: readonly Name[],
  wanted: string[] | undefined,
): readonly Name[] {
  if (wanted === undefined) return granted;
  const names = wanted.flatMap((entry) => entry.split(/[\s,]+/)).filter((name) => name !== '');
  const beyond = names.find((name) => !granted.some((known) => known === name));
  if (beyond === undefined) return names.flatMap((name) => granted.filter((known) => known === name));
  const known =
    option === '--marketplace' && !MARKETPLACES.some((name) => name === beyond) ? 'unknown' : 'not granted';
  throw new UsageError(`${option} ${beyond} is ${known}; this persona has ${granted.join(', ') || 'none'}.`);
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3_600 };

/** Seconds, or a number with `s`, `m` or `h` behind it. */
function parseTtl(value: string | undefined): number {
  if (value === undefined) return DEVELOPMENT_TOKEN_SECONDS;
  const [, amount, unit] = /^(\d+)([smh]?)$/.exec(value) ?? [];
  const seconds = Number(amount) * (UNIT_SECONDS[unit ?? ''] ?? Number.NaN);
  if (seconds >= 1 && seconds <= DEVELOPMENT_TOKEN_SECONDS) return seconds;
  throw new UsageError(`--ttl must be from 1s to ${DEVELOPMENT_TOKEN_SECONDS / 3_600}h, got ${value}.`);
}
