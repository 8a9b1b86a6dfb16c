import type { DocumentNode } from 'graphql';
import { CONTRACT } from './contractDirectives.ts';
import { type Link, readLinks, readSubgraphLinks } from './links.ts';

export const FEDERATION = 'https://specs.apollo.dev/federation';

/** A directive that this gateway goes by to protect somebody: without its effect a field would be open. */
export interface GuardedDirective {
  /** Its own name, whatever a schema calls it. */
  readonly name: string;
  /** The specification that it is of in a supergraph. */
  readonly identity: string;
  /** The first version of Federation 2 that has it; undefined for one that has to be composed by name. */
  readonly sinceMinor: number | undefined;
  /** What else it gets called by mistake, in lower case. */
  readonly mistakes: readonly string[];
}

export const GUARDED_DIRECTIVES: readonly GuardedDirective[] = [
  ofFederation('authenticated', 5, ['authenticate', 'isauthenticated']),
  ofFederation('requiresScopes', 5, ['requiresscope', 'requirescopes', 'requirescope']),
  ofFederation('policy', 6, ['policies']),
  ofContract('classified', ['classify', 'classifiedas']),
  ofContract('public', []),
  ofContract('untrusted', ['untrustedtext']),
  ofContract('reads', ['read']),
  ofContract('stated', ['states']),
];

function ofFederation(name: string, sinceMinor: number, mistakes: readonly string[]): GuardedDirective {
  const identity = `https://specs.apollo.dev/${name}`;
  return { name, identity, sinceMinor, mistakes };
}

function ofContract(name: string, mistakes: readonly string[]): GuardedDirective {
  return { name, identity: CONTRACT, sinceMinor: undefined, mistakes };
}

/** The guarded directives that a subgraph links to, by the names it uses them under. */
export function nameGuarded(subgraph: DocumentNode): ReadonlyMap<string, GuardedDirective> {
  return nameBy(readSubgraphLinks(subgraph));
}

/** As {@link nameGuarded}, of a supergraph. */
export function nameGuardedOfSupergraph(supergraph: DocumentNode): ReadonlyMap<string, GuardedDirective> {
  return nameBy(readLinks(supergraph));
}

function nameBy(links: readonly Link[]): ReadonlyMap<string, GuardedDirective> {
  return new Map(
    links.flatMap((link) =>
      GUARDED_DIRECTIVES.flatMap((guarded): [string, GuardedDirective][] => {
        if (link.identity === FEDERATION) {
          const isThere = guarded.sinceMinor !== undefined && minorOf(link) >= guarded.sinceMinor;
          return isThere ? [[link.nameOf(guarded.name), guarded]] : [];
        }
        if (link.identity !== guarded.identity) return [];
        return [[link.identity === CONTRACT ? link.nameOf(guarded.name) : link.directiveName, guarded]];
      }),
    ),
  );
}

/** The minor version of a Federation 2 link; -1 for another major one. */
function minorOf({ version }: Link): number {
  return Number(/^v2\.(\d+)$/.exec(version)?.[1] ?? -1);
}

/** The guarded directive that a name is, or is nearly, that of: case, a prefix and common mistakes aside. */
export function findLikeness(name: string): GuardedDirective | undefined {
  const plain = name
    .slice(name.lastIndexOf('__') + 1)
    .replaceAll('_', '')
    .toLowerCase();
  return GUARDED_DIRECTIVES.find(
    (guarded) => guarded.name.toLowerCase() === plain || guarded.mistakes.includes(plain),
  );
}
