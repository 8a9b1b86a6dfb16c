import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';
import { isStorableText } from '../../coerceVariables.ts';
import { GatewayError } from '../../errors.ts';
import { countComparisons } from './countComparisons.ts';

/** How large an operation may be. Counted before validation, because validating a hostile one is the attack. */
export const LIMITS = {
  characters: 100_000,
  tokens: 4_000,
  nesting: 100,
  operations: 50,
  depth: 20,
  rootFields: 20,
  /** As written; those of a fragment once. */
  fields: 2_000,
  aliases: 300,
  directives: 50,
  /** How often fragments would be put in the places that name them. */
  fragmentExpansions: 1_000,
  /** With every fragment in its places; those of all definitions together. */
  expandedFields: 10_000,
  /** What validation compares to find fields in conflict. */
  comparisons: 20_000,
} as const;

/**
 * Refuses a text that is too long or too deeply bracketed before it is parsed: the parser calls itself for each
 * bracket, and validation looks at each token more than once.
 * @throws GatewayError OPERATION_TOO_COMPLEX, BAD_USER_INPUT for a text value that no store can hold, or
 * GraphQLError where the text holds what is no token.
 */
export function checkTokens(text: string): void {
  refuseAbove('characters', text.length);
  const lexer = new Lexer(new Source(text));
  let nesting = 0;
  for (let tokens = 1; lexer.advance().kind !== TokenKind.EOF; tokens++) {
    const { kind, value } = lexer.token;
    refuseAbove('tokens', tokens);
    if (OPENING.has(kind)) nesting++;
    else if (CLOSING.has(kind)) nesting--;
    else if (kind === TokenKind.STRING && !isStorableText(value)) {
      throw new GatewayError('BAD_USER_INPUT', {
        detail: 'A text must hold neither NUL nor half a character.',
      });
    }
    refuseAbove('nesting', nesting);
  }
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** What a selection set would be with its fragments in their places. */
interface Expansion {
  fields: number;
  fragments: number;
  depth: number;
  /** Fields of the selection set itself, those of its fragments included. */
  width: number;
}

const NOTHING: Expansion = { fields: 0, fragments: 0, depth: 0, width: 0 };
const A_FIELD: Expansion = { ...NOTHING, fields: 1, depth: 1, width: 1 };
const A_FRAGMENT: Expansion = { ...NOTHING, fragments: 1 };

/**
 * Refuses what is too large. Fragments are counted, never expanded: each is measured once, so that a bomb of
 * nested spreads costs no more than its text.
 * @throws GatewayError OPERATION_TOO_COMPLEX naming limit and value, or GRAPHQL_VALIDATION_FAILED for fragments
 * that spread one another in a circle.
 */
export function checkLimits(document: DocumentNode): void {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const written = createCounter();
  const { measure, measureFragment } = createMeasure(fragments, written);
  let expandedFields = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      continue;
    if (definition.kind === Kind.OPERATION_DEFINITION) written.count('operations');
    written.count('directives', definition.directives?.length ?? 0);
    for (const variable of definition.variableDefinitions ?? []) {
      written.count('directives', variable.directives?.length ?? 0);
    }
    // A fragment counts even where nothing spreads it, or another has its name: validation looks at each.
    const isSpreadable =
      definition.kind === Kind.FRAGMENT_DEFINITION && fragments.get(definition.name.value) === definition;
    const expansion = isSpreadable
      ? measureFragment(definition.name.value)
      : measure(definition.selectionSet);
    refuseAbove('depth', expansion.depth);
    refuseAbove('fragmentExpansions', expansion.fragments);
    expandedFields += expansion.fields;
    refuseAbove('expandedFields', expandedFields);
    if (definition.kind === Kind.OPERATION_DEFINITION) refuseAbove('rootFields', expansion.width);
  }
  refuseAbove('comparisons', countComparisons(document, fragments));
}

type Counted = 'operations' | 'fields' | 'aliases' | 'directives';

/** Counts what is written, once wherever it is spread. */
interface Counter {
  count(what: Counted, more?: number): void;
}

function createCounter(): Counter {
  const counts = { operations: 0, fields: 0, aliases: 0, directives: 0 };
  return {
    count(what, more = 1) {
      counts[what] += more;
      refuseAbove(what, counts[what]);
    },
  };
}

function createMeasure(fragments: ReadonlyMap<string, FragmentDefinitionNode>, written: Counter) {
  const measured = new Map<string, Expansion>();
  const open = new Set<string>();

  const measureFragment = (name: string): Expansion => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    if (open.has(name)) throw new GatewayError('GRAPHQL_VALIDATION_FAILED');
    const fragment = fragments.get(name);
    // An unknown fragment is for validation to name.
    if (fragment === undefined) return NOTHING;
    open.add(name);
    const expansion = measure(fragment.selectionSet);
    open.delete(name);
    measured.set(name, expansion);
    return expansion;
  };

  const measure = (selectionSet: SelectionSetNode): Expansion => {
    const total = { ...NOTHING };
    for (const selection of selectionSet.selections) {
      written.count('directives', selection.directives?.length ?? 0);
      switch (selection.kind) {
        case Kind.FIELD: {
          written.count('fields');
          if (selection.alias !== undefined) written.count('aliases');
          const inner = selection.selectionSet === undefined ? NOTHING : measure(selection.selectionSet);
          add(total, A_FIELD, { ...inner, depth: inner.depth + 1, width: 0 });
          break;
        }
        case Kind.INLINE_FRAGMENT:
          add(total, measure(selection.selectionSet));
          break;
        case Kind.FRAGMENT_SPREAD:
          add(total, A_FRAGMENT, measureFragment(selection.name.value));
          break;
      }
    }
    return total;
  };
  return { measure, measureFragment };
}

function add(total: Expansion, ...parts: readonly Expansion[]): void {
  for (const part of parts) {
    total.fields = addSaturating(total.fields, part.fields);
    total.fragments = addSaturating(total.fragments, part.fragments);
    total.width = addSaturating(total.width, part.width);
    total.depth = Math.max(total.depth, part.depth);
  }
}

/** Counts double with each level of a bomb, and only that they are too high is ever asked. */
function addSaturating(left: number, right: number): number {
  return Math.min(left + right, Number.MAX_SAFE_INTEGER);
}

function refuseAbove(limit: keyof typeof LIMITS, value: number): void {
  if (value <= LIMITS[limit]) return;
  throw new GatewayError('OPERATION_TOO_COMPLEX', {
    detail: `The operation's ${limit} must be at most ${LIMITS[limit]}.`,
  });
}
