import type { AccessByContext, AllowedByContext, OperationAccess } from './matrix.ts';
import { type Access, isWeaker, type Way } from './ways.ts';

/** By context: `–` for never, `✓` where nothing more is asked, or what it takes. */
export type Cells = Readonly<Record<string, string>>;

const NEVER = '–';
const VISIBLE = '✓';

export function accessCells(access: AccessByContext): Cells {
  return mapContexts(access, describeAccess);
}

/** What rules ask beyond what whoever gets at the object has in any case. */
export function cellsBeyond(rules: AccessByContext, reach: AccessByContext): Cells {
  return mapContexts(rules, (rule, context) => describeBeyond(rule, reach[context] ?? 'never'));
}

/** What an operation takes; `in part` where some part of it is always withheld. */
export function operationCells({ existsFor, whole }: OperationAccess): Cells {
  return mapContexts(whole, (access, context) => {
    if (access !== 'never' || !existsFor.includes(context)) return describeAccess(access);
    return context === 'anonymous' ? 'sign in' : 'in part';
  });
}

/** The contexts that a policy was found to allow: `guest; staff with notes:read, stating reason`. */
export function describeAllowed(allows: AllowedByContext): string {
  const allowed = Object.entries(allows).flatMap(([context, call]) => {
    if (call === null) return [];
    const scopes = call.scopes.length === 0 ? '' : ` with ${call.scopes.join(' + ')}`;
    const stated = call.stated.length === 0 ? '' : `, stating ${call.stated.join(' and ')}`;
    return [`${context}${scopes}${stated}`];
  });
  return allowed.length === 0 ? 'nobody' : allowed.join('; ');
}

/** Whether a cell leaves anything to explain to whoever gets at the object. */
export function isPlain(cells: Cells, reach: Cells): boolean {
  return Object.entries(cells).every(([context, cell]) => cell === VISIBLE || reach[context] === NEVER);
}

function describeBeyond(rule: Access, reach: Access): string {
  if (reach === 'never') return NEVER;
  if (typeof rule === 'string' || reach === 'visible') return describeAccess(rule);
  const held = reach.anyOf.map(listNeeds);
  const isMet = reach.anyOf.every((way) => rule.anyOf.some((one) => isWeaker(one, way)));
  if (isMet) return VISIBLE;
  return describeAlternatives(
    rule.anyOf.map((way) => listNeeds(way).filter((need) => !held.every((needs) => needs.includes(need)))),
  );
}

function describeAccess(access: Access): string {
  if (access === 'never') return NEVER;
  return access === 'visible' ? VISIBLE : describeAlternatives(access.anyOf.map(listNeeds));
}

function listNeeds({ scopes, policies }: Way): readonly string[] {
  return [...scopes, ...policies.map((policy) => `policy ${policy}`)];
}

/** `a + (b or c)`: what all alternatives have stands before them. */
function describeAlternatives(alternatives: readonly (readonly string[])[]): string {
  const [first = [], ...others] = alternatives;
  if (others.length === 0) return first.join(' + ');
  const shared = first.filter((need) => others.every((needs) => needs.includes(need)));
  const rest = alternatives
    .map((needs) => needs.filter((need) => !shared.includes(need)).join(' + '))
    .join(' or ');
  return shared.length === 0 ? rest : `${shared.join(' + ')} + (${rest})`;
}

function mapContexts(
  byContext: AccessByContext,
  describe: (access: Access, context: string) => string,
): Cells {
  return Object.fromEntries(
    Object.entries(byContext).map(([context, access]) => [context, describe(access, context)]),
  );
}
