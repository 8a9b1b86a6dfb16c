import { type DocumentNode, type FieldNode, Kind, print, type SelectionSetNode, visit } from 'graphql';
import type { Gateway } from '../../../gateway/gateway.ts';
import { compose } from '../graphs/composeGraph.ts';
import type { AskedOperation } from '../oracle/expectOutcome.ts';
import { expectOperation } from '../oracle/expectOutcome.ts';
import { consultSubgraphs } from '../oracle/oracle.ts';
import { compareAnswer } from './compareAnswer.ts';
import { describeCaller, type GatewayModules, openGateway } from './gatewayUnderTest.ts';
import { listContexts } from './generateCallers.ts';
import type { Scene } from './scene.ts';
import type { ServedSubgraphs } from './serveWorld.ts';

/** Whether what is left of an operation, without its denied selections, goes wrong for somebody who may see everything. */
export type PlanCheck = (operation: AskedOperation, denied: ReadonlySet<FieldNode>) => Promise<boolean>;

/** What goes wrong for somebody who may see everything is the planner's fault, and says nothing of authorization. */
export function createPlanCheck(
  modules: GatewayModules,
  { graph, vocabulary }: Scene,
  { world, sources, takeFetches }: ServedSubgraphs,
): PlanCheck {
  const oracle = consultSubgraphs(graph.bare);
  const viewer = {
    isSignedIn: true,
    scopes: new Set(vocabulary.scopes),
    policies: new Set(vocabulary.policies),
  };
  let gateway: Gateway | undefined;
  const open = () => {
    const supergraphSdl = compose(graph.bare);
    if (supergraphSdl === undefined) throw new TypeError('Subgraphs do not compose without their rules.');
    return openGateway(modules, {
      supergraphSdl,
      contexts: listContexts(vocabulary),
      policies: { names: new Set(vocabulary.policies), decide: () => true },
      mode: 'filter',
      sources,
    });
  };
  return async ({ document, variables }, denied) => {
    gateway ??= open();
    const permitted = dropUnused(dropDenied(document, denied));
    const declared = new Set(listVariables(permitted));
    const given = Object.fromEntries(Object.entries(variables).filter(([name]) => declared.has(name)));
    const operation = { document: permitted, variables: given };
    const expected = expectOperation(oracle, world, operation, 'filter').expect(viewer);
    const requestId = 'of somebody who may see everything';
    const result = await gateway.executeText(print(permitted), undefined, {
      variables: given,
      caller: describeCaller('all', 'support', vocabulary.scopes),
      requestId,
      signal: new AbortController().signal,
    });
    takeFetches(requestId);
    return expected.kind === 'answered' && compareAnswer(result, expected.answer).length > 0;
  };
}

const TYPENAME: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};

function dropDenied(document: DocumentNode, denied: ReadonlySet<FieldNode>): DocumentNode {
  return visit(document, {
    Field: (node) => (denied.has(node) ? null : undefined),
    SelectionSet: { leave: (node) => (node.selections.length === 0 ? TYPENAME : undefined) },
  });
}

/** Without the fragments and variables that are not used any more. */
function dropUnused(document: DocumentNode): DocumentNode {
  const spread = new Set<string>();
  const used = new Set<string>();
  visit(document, {
    FragmentSpread: ({ name }) => void spread.add(name.value),
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  let dropped = 0;
  const kept: DocumentNode = visit(document, {
    FragmentDefinition: ({ name }) => {
      if (spread.has(name.value)) return undefined;
      dropped++;
      return null;
    },
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return dropped === 0 ? kept : dropUnused(kept);
}

function listVariables({ definitions }: DocumentNode): readonly string[] {
  return definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? (node.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
      : [],
  );
}
