import type { DocumentNode } from 'graphql';
import { readLinks } from '../supergraph/links.ts';
import { indexTypes } from '../supergraph/supergraphTypes.ts';
import type { Rule } from './clauses.ts';
import { readDeclaredRules } from './declaredRules.ts';
import { EffectiveRules, type RuleOrigin, ruleOf } from './effectiveRules.ts';
import { readInputReads } from './inputReads.ts';
import { readJoinedFields } from './joinedFields.ts';

/**
 * What a caller must meet, computed from the supergraph alone: nothing is taken for granted of how it was composed,
 * and an old composer left much unsaid.
 */
export interface AccessRules {
  /**
   * To select a field: type ∧ field ∧ the type it returns ∧ whatever subgraphs are sent to answer it ∧, on an
   * abstract type, the same of every type that an object of it may have (`__typename` too).
   */
  ruleFor(typeName: string, fieldName: string): Rule;
  /** The types and fields whose declared clauses that rule joins, each once. */
  originsOf(typeName: string, fieldName: string): readonly RuleOrigin[];
  /** To see anything of an object: an interface needs what each of its types needs, a union nothing of its own. */
  ruleForType(typeName: string): Rule;
  /** What the arguments of a selection could read, as coordinates. */
  listPossibleReads(typeName: string, fieldName: string): ReadonlySet<string>;
  /** What they read, given these values by argument. */
  listReads(
    typeName: string,
    fieldName: string,
    values: Readonly<Record<string, unknown>>,
  ): ReadonlySet<string>;
  /** The policies that the rules name, each with a coordinate that does. */
  readonly policies: ReadonlyMap<string, string>;
}

/**
 * Reads the access rules of a supergraph, once, at start-up.
 * @throws TypeError on a rule that cannot be enforced: better not to start than to leave a field open.
 */
export function readAccessRules(supergraph: DocumentNode): AccessRules {
  const links = readLinks(supergraph);
  const types = indexTypes(supergraph);
  const declared = readDeclaredRules(types, links);
  const rules = new EffectiveRules(
    types,
    declared,
    readJoinedFields(types, links),
    readInputReads(types, links),
  );
  return {
    ruleFor: (typeName, fieldName) => ruleOf(rules.ofSelection(typeName, fieldName)),
    originsOf: (typeName, fieldName) => rules.ofSelection(typeName, fieldName),
    ruleForType: (typeName) => ruleOf(rules.ofType(typeName)),
    listPossibleReads: (typeName, fieldName) => rules.listPossibleReads(typeName, fieldName),
    listReads: (typeName, fieldName, values) => rules.listReads(typeName, fieldName, values),
    policies: declared.policies,
  };
}
