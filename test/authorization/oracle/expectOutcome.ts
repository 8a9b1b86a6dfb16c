import { type DocumentNode, type FieldNode, getVariableValues, OperationTypeNode } from 'graphql';
import { type ExpectedAnswer, expectAnswer, type ServedWorld, type WorldObject } from './expectAnswer.ts';
import { listStatements } from './listStatements.ts';
import type { Oracle } from './oracle.ts';
import { allOf, meetsRule, type Viewer } from './rule.ts';
import { findDefinition, listSelected, type Selected } from './selectionRules.ts';

/** What a caller has to get. */
export type ExpectedOutcome = {
  /** The selections that the caller may not see, though it asks for them. */
  readonly denied: readonly Selected[];
} & ({ readonly kind: 'refused' } | { readonly kind: 'answered'; readonly answer: ExpectedAnswer });

export type AuthorizationMode = 'filter' | 'reject';

export interface AskedOperation {
  readonly document: DocumentNode;
  /** As a client sends them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One operation, of which it can be asked what each caller has to get. */
export interface ExpectedOperation {
  readonly kind: OperationTypeNode;
  readonly selected: readonly Selected[];
  /** What it states of itself; policies that it contradicts itself before allow nothing. */
  readonly statements: ReturnType<typeof listStatements>;
  expect(viewer: Viewer): ExpectedOutcome;
}

export function expectOperation<Item extends WorldObject>(
  oracle: Oracle,
  world: ServedWorld<Item>,
  { document, variables }: AskedOperation,
  mode: AuthorizationMode,
): ExpectedOperation {
  const definition = findDefinition(document);
  const { coerced, errors } = getVariableValues(
    oracle.schema,
    definition.variableDefinitions ?? [],
    variables,
  );
  if (coerced === undefined) throw new TypeError(`The variables do not fit: ${errors[0]?.message}`);
  const selected = listSelected(oracle, document, coerced);
  const types = [...oracle.types.keys()].filter((name) => !name.startsWith('_'));
  const answers = new Map<string, ExpectedAnswer>();
  return {
    kind: definition.operation,
    selected,
    statements: listStatements(oracle, selected, coerced),
    expect(viewer) {
      const denied = selected.filter(({ rule }) => !meetsRule(rule, viewer));
      const asked = denied.filter(({ isAskedFor }) => isAskedFor);
      const isWhole = definition.operation === OperationTypeNode.MUTATION || mode === 'reject';
      if ((isWhole && asked.length > 0) || deniesEveryRoot(selected, denied)) {
        return { kind: 'refused', denied: asked };
      }
      const closedTypes = types.filter((name) => !meetsRule(allOf([oracle.rules.ofType(name)]), viewer));
      const key = JSON.stringify([denied.map((one) => selected.indexOf(one)), closedTypes]);
      let answer = answers.get(key);
      if (answer === undefined) {
        const nodes: ReadonlySet<FieldNode> = new Set(denied.map(({ node }) => node));
        const question = { document, variables: coerced, denied: nodes, closedTypes: new Set(closedTypes) };
        answer = expectAnswer(oracle, world, question);
        answers.set(key, answer);
      }
      return { kind: 'answered', denied: asked, answer };
    },
  };
}

/** Of what literals let be; `__typename` alone is no reason to answer. */
function deniesEveryRoot(selected: readonly Selected[], denied: readonly Selected[]): boolean {
  const roots = selected.filter(
    ({ isRoot, mayBeAskedFor, node }) => isRoot && mayBeAskedFor && node.name.value !== '__typename',
  );
  return roots.length > 0 && roots.every((one) => denied.includes(one));
}
