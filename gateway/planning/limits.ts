import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';
import { GatewayError } from '../errors.ts';

/** How large an operation may be. Counted before validation, because validating a hostile one is the attack. */
export const LIMITS = {
  tokens: 4_000,
  nesting: 100,
  depth: 20,
  fields: 2_000,
  rootFields: 20,
  directives: 50,
} as const;

/**
 * Refuses a text that is too long or too deeply bracketed before it is parsed: the parser calls itself for each
 * bracket, and validation looks at each token more than once.
 * @throws GatewayError OPERATION_TOO_COMPLEX, or GraphQLError where the text holds what is no token.
 */
export function checkTokens(text: string): void {
  const lexer = new Lexer(new Source(text));
  let nesting = 0;
  for (let tokens = 1; lexer.advance().kind !== TokenKind.EOF; tokens++) {
    refuseAbove('tokens', tokens);
    if (OPENING.has(lexer.token.kind)) nesting++;
    else if (CLOSING.has(lexer.token.kind)) nesting--;
    refuseAbove('nesting', nesting);
  }
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

interface Size {
  fields: number;
  depth: number;
  /** Fields of the selection set itself, those of its fragments included. */
  width: number;
}

const NOTHING: Size = { fields: 0, depth: 0, width: 0 };

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
  const { countDirectives, measure, measureFragment } = createMeasure(fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      continue;
    countDirectives(definition);
    for (const variable of definition.variableDefinitions ?? []) countDirectives(variable);
    // A fragment counts even where nothing spreads it, or another has its name: validation looks at each.
    const isSpreadable =
      definition.kind === Kind.FRAGMENT_DEFINITION && fragments.get(definition.name.value) === definition;
    const { fields, depth, width } = isSpreadable
      ? measureFragment(definition.name.value)
      : measure(definition.selectionSet);
    refuseAbove('depth', depth);
    refuseAbove('fields', fields);
    if (definition.kind === Kind.OPERATION_DEFINITION) refuseAbove('rootFields', width);
  }
}

function createMeasure(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const measured = new Map<string, Size>();
  const open = new Set<string>();
  let directives = 0;

  const countDirectives = (node: { readonly directives?: readonly unknown[] | undefined }) => {
    directives += node.directives?.length ?? 0;
    refuseAbove('directives', directives);
  };

  const measureFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    if (open.has(name)) throw new GatewayError('GRAPHQL_VALIDATION_FAILED');
    const fragment = fragments.get(name);
    // An unknown fragment is for validation to name.
    if (fragment === undefined) return NOTHING;
    open.add(name);
    const size = measure(fragment.selectionSet);
    open.delete(name);
    measured.set(name, size);
    return size;
  };

  const measure = (selectionSet: SelectionSetNode): Size => {
    const size = { ...NOTHING };
    for (const selection of selectionSet.selections) {
      countDirectives(selection);
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? measureFragment(selection.name.value)
          : selection.selectionSet === undefined
            ? NOTHING
            : measure(selection.selectionSet);
      const isField = selection.kind === Kind.FIELD ? 1 : 0;
      size.fields += inner.fields + isField;
      size.depth = Math.max(size.depth, inner.depth + isField);
      size.width += isField === 1 ? 1 : inner.width;
    }
    return size;
  };
  return { countDirectives, measure, measureFragment };
}

function refuseAbove(limit: keyof typeof LIMITS, value: number): void {
  if (value <= LIMITS[limit]) return;
  throw new GatewayError('OPERATION_TOO_COMPLEX', {
    detail: `The operation's ${limit} must be at most ${LIMITS[limit]}.`,
  });
}
